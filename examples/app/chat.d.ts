export function chat(
  prompt: string,
  options?: { readonly onText?: (piece: string) => void; readonly signal?: AbortSignal },
): Promise<string>
export function chatAboutWeather(prompt: string, weatherOf: (city: string) => string): Promise<string>
