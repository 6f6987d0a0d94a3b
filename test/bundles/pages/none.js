import { http, HttpResponse, passthrough } from 'msw'
import { start } from './ask.js'

// What a page that mocks one request has of MSW anyway.
void start([
  http.post('https://api.example/*', ({ request }) =>
    request.url.endsWith('/real') ? passthrough() : HttpResponse.json({}),
  ),
])
