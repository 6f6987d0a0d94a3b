/** Added to answers, so that pages of other origins can read them. */
export const CORS_HEADERS = { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*' } as const
