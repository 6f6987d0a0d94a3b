export declare function shortLines(code: string): string
