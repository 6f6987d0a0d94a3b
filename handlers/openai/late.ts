import { lateEndpoints } from '../../src/late-endpoint.ts'

// A test file that asks for chat alone has none of this to compile.

/** Everything under /responses and /conversations. */
// oxfmt-ignore
export const responses = lateEndpoints(
  [
    ['responses', 'POST', '/responses'],
    ['responses.input_tokens', 'POST', '/responses/input_tokens'],
    ['responses.compact', 'POST', '/responses/compact'],
    ['responses.get', 'GET', '/responses/:id'],
    ['responses.delete', 'DELETE', '/responses/:id'],
    ['responses.cancel', 'POST', '/responses/:id/cancel'],
    ['responses.input_items', 'GET', '/responses/:id/input_items'],
    ['conversations', 'POST', '/conversations'],
    ['conversations.get', 'GET', '/conversations/:id'],
    ['conversations.update', 'POST', '/conversations/:id'],
    ['conversations.delete', 'DELETE', '/conversations/:id'],
    ['conversations.items', 'GET', '/conversations/:id/items'],
    ['conversations.items.create', 'POST', '/conversations/:id/items'],
    ['conversations.items.get', 'GET', '/conversations/:id/items/:item'],
    ['conversations.items.delete', 'DELETE', '/conversations/:id/items/:item'],
  ],
  async () => (await import('./responses/index.ts')).responsesEndpoints(),
)

/** The endpoints besides chat completions, responses and models. */
// oxfmt-ignore
export const operations = lateEndpoints(
  [
    ['embeddings', 'POST', '/embeddings'],
    ['moderations', 'POST', '/moderations'],
    ['completions', 'POST', '/completions'],
    ['images', 'POST', '/images/generations'],
    ['images.edits', 'POST', '/images/edits'],
    ['images.variations', 'POST', '/images/variations'],
    ['audio.speech', 'POST', '/audio/speech'],
    ['audio.transcriptions', 'POST', '/audio/transcriptions'],
    ['audio.translations', 'POST', '/audio/translations'],
    ['files', 'POST', '/files'],
    ['files.list', 'GET', '/files'],
    ['files.content', 'GET', '/files/:id/content'],
    ['files.get', 'GET', '/files/:id'],
    ['files.delete', 'DELETE', '/files/:id'],
    ['batches', 'POST', '/batches'],
    ['batches.list', 'GET', '/batches'],
    ['batches.get', 'GET', '/batches/:id'],
    ['batches.cancel', 'POST', '/batches/:id/cancel'],
  ],
  async () => (await import('./operations.ts')).operations(),
)
