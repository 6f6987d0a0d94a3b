import { speechFile } from '../../src/generate/speech.ts'
import type { Sampler } from './sampler.ts'
import { chatScenes } from './scenes-openai.ts'

const WEATHER = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }

const GEMINI = 'https://generativelanguage.googleapis.com/v1beta'

/** Gemini: contents, counts, vectors, models, caches. */
export async function googleScenes(sampler: Sampler): Promise<void> {
  const { ask, llm } = sampler
  const API = GEMINI
  const model = `${API}/models/gemini-2.5-flash`
  const contents = [{ role: 'user', parts: [{ text: 'What is the weather in Lisbon?' }] }]
  llm.when('lockpick').refuse()
  for (const body of [
    { contents },
    { contents, generationConfig: { maxOutputTokens: 5, thinkingConfig: { thinkingBudget: 0 } } },
    { contents, generationConfig: { thinkingConfig: { includeThoughts: true } } },
    { contents, generationConfig: { responseLogprobs: true, logprobs: 2 } },
    { contents, generationConfig: { responseMimeType: 'application/json', responseJsonSchema: WEATHER } },
    { contents, tools: [{ functionDeclarations: [{ name: 'get_weather', parameters: WEATHER }] }] },
    { contents, tools: [{ googleSearch: {} }] },
    { contents: [{ role: 'user', parts: [{ text: 'Run code: 2 + 2' }] }], tools: [{ codeExecution: {} }] },
    { contents: [{ role: 'user', parts: [{ text: 'Read https://a.example/' }] }], tools: [{ urlContext: {} }] },
    { contents: [{ role: 'user', parts: [{ text: 'lockpick' }] }] },
  ]) {
    await ask(`${model}:generateContent`, body)
    await ask(`${model}:streamGenerateContent?alt=sse`, body)
  }
  await ask(`${model}:generateContent`, { contents: [] })
  await ask(`${model}:countTokens`, { contents })
  await ask(`${API}/models/gemini-embedding-001:embedContent`, { content: contents[0], outputDimensionality: 4 })
  await ask(`${API}/models/gemini-embedding-001:batchEmbedContents`, {
    requests: [{ model: 'models/gemini-embedding-001', content: contents[0], outputDimensionality: 4 }],
  })
  await ask(`${API}/models`)
  await ask(model)
  const cached = {
    model: 'models/gemini-2.5-flash',
    contents: [{ role: 'user', parts: [{ text: 'sea '.repeat(5000) }] }],
    ttl: '300s',
  }
  const { name } = await ask(`${API}/cachedContents`, cached)
  await ask(`${API}/cachedContents`)
  await ask(`${model}:generateContent`, { contents, cachedContent: name })
  await ask(`${API}/${name}`)
  await ask(`${API}/${name}`, { ttl: '600s' }, { method: 'PATCH' })
  await ask(`${API}/${name}`, undefined, { method: 'DELETE' })
  await fileScenes(sampler)
}

/** An upload in its two steps. */
async function fileScenes({ ask, headersOfLast }: Sampler): Promise<void> {
  const start = { 'x-goog-upload-command': 'start', 'x-goog-upload-header-content-type': 'text/plain' }
  const size = { 'x-goog-upload-header-content-length': '5' }
  await ask(
    'https://generativelanguage.googleapis.com/upload/v1beta/files',
    { file: { displayName: 'a' } },
    { headers: { ...start, ...size } },
  )
  const { file } = await ask(headersOfLast().get('x-goog-upload-url')!, undefined, {
    method: 'POST',
    body: 'hello',
    headers: { 'x-goog-upload-command': 'upload, finalize', 'x-goog-upload-offset': '0' },
  })
  await ask(`${GEMINI}/files`)
  await ask(`${GEMINI}/${file.name}`)
  await ask(`${GEMINI}/${file.name}`, undefined, { method: 'DELETE' })
}

/** Gemini at Vertex AI. */
export async function vertexScenes({ ask }: Sampler): Promise<void> {
  const model =
    'https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1/publishers/google/models/gemini-2.5-flash'
  const contents = [{ role: 'user', parts: [{ text: 'What is the weather in Lisbon?' }] }]
  for (const body of [
    { contents },
    { contents, tools: [{ functionDeclarations: [{ name: 'get_weather', parameters: WEATHER }] }] },
  ]) {
    await ask(`${model}:generateContent`, body)
    await ask(`${model}:streamGenerateContent?alt=sse`, body)
  }
  await ask(`${model}:countTokens`, { contents })
}

/** APIs over chat completions with a client of their own. */
export async function chatClientScenes({ ask, llm }: Sampler): Promise<void> {
  const groq = 'https://api.groq.com/openai/v1'
  const together = 'https://api.together.ai/v1'
  const mistral = 'https://api.mistral.ai/v1'
  const router = 'https://openrouter.ai/api/v1'
  const chats: readonly (readonly [string, readonly object[]])[] = [
    [groq, [...chatScenes('llama-3.3-70b-versatile'), ...chatScenes('openai/gpt-oss-20b')]],
    [
      together,
      [
        ...chatScenes('meta-llama/Llama-3.3-70B-Instruct-Turbo'),
        { ...chatScenes('meta-llama/Llama-3.3-70B-Instruct-Turbo')[0], logprobs: 1 },
      ],
    ],
    [mistral, [...chatScenes('mistral-small-2506'), ...chatScenes('magistral-medium-latest')]],
    [router, [...chatScenes('openai/gpt-4o-mini'), ...chatScenes('deepseek/deepseek-r1')]],
  ]
  for (const [api, bodies] of chats) {
    for (const body of bodies)
      for (const stream of [false, true]) await ask(`${api}/chat/completions`, { ...body, stream })
    await ask(`${api}/models`)
  }
  await ask(`${groq}/models/llama-3.3-70b-versatile`)
  for (const stream of [false, true])
    await ask(`${router}/responses`, { model: 'openai/gpt-4o-mini', input: 'Tell me about the sea.', stream })
  for (const path of ['transcriptions', 'translations']) {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(40_000).fill(7)], 'a.wav', { type: 'audio/wav' }))
    form.set('model', 'whisper-large-v3')
    await ask(`${groq}/audio/${path}`, form)
  }
  for (const stream of [false, true])
    await ask(`${together}/completions`, {
      model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
      prompt: 'Once',
      max_tokens: 9,
      stream,
    })
  await ask(`${together}/embeddings`, { model: 'BAAI/bge-base-en-v1.5', input: 'a' })
  await ask(`${together}/rerank`, {
    model: 'Salesforce/Llama-Rank-V1',
    query: 'sea',
    documents: ['a', 'sea'],
    return_documents: true,
  })
  await ask(`${together}/images/generations`, {
    model: 'black-forest-labs/FLUX.1-schnell',
    prompt: 'A cat',
    response_format: 'base64',
    width: 64,
    height: 64,
  })
  for (const stream of [false, true])
    await ask(`${mistral}/fim/completions`, { model: 'codestral-latest', prompt: 'def f(', suffix: 'return', stream })
  await ask(`${mistral}/embeddings`, { model: 'mistral-embed', input: ['a'] })
  await ask(`${mistral}/moderations`, { model: 'mistral-moderation-latest', input: ['a'] })
  await ask(`${mistral}/chat/moderations`, {
    model: 'mistral-moderation-latest',
    input: [{ role: 'user', content: 'a' }],
  })
  await ask(`${mistral}/models/mistral-small-2506`)
  await mistralMedia(ask, mistral)
  await ask(`${router}/embeddings`, { model: 'openai/text-embedding-3-small', input: 'a' })
  await ask(`${router}/rerank`, { model: 'cohere/rerank-v3.5', query: 'sea', documents: ['a', 'sea'] })
  const { id } = await ask(`${router}/chat/completions`, chatScenes('openai/gpt-4o-mini')[0])
  await ask(`${router}/generation?id=${id}`)
  for (const path of ['models/count', 'models/openai/gpt-4o-mini/endpoints', 'key', 'credits'])
    await ask(`${router}/${path}`)
  await ask(`${router}/chat/completions`, { ...chatScenes('no/such')[0], stream: true })
  llm.provider('openrouter').cutStreamAfter({ tokens: 2 })
  await ask(`${router}/chat/completions`, { ...chatScenes('openai/gpt-4o-mini')[0], stream: true })
}

/** Mistral's agents, sound, pages and files. */
async function mistralMedia(ask: Sampler['ask'], mistral: string): Promise<void> {
  for (const stream of [false, true]) {
    await ask(`${mistral}/agents/completions`, {
      agent_id: 'ag_1',
      messages: [{ role: 'user', content: 'Hi' }],
      stream,
    })
    const form = new FormData()
    form.set('model', 'voxtral-mini-latest')
    form.set('file', new File([speechFile('All is well here today.', 'mp3')], 'said.mp3'))
    if (stream) form.set('stream', 'true')
    await ask(`${mistral}/audio/transcriptions`, form)
  }
  const page = new FormData()
  page.set('purpose', 'ocr')
  page.set('file', new File(['%PDF-1.1 /Type /Page'], 'one.pdf'))
  const file = await ask(`${mistral}/files`, page)
  await ask(`${mistral}/ocr`, { model: 'mistral-ocr-latest', document: { type: 'file', file_id: file.id } })
  for (const path of ['files', `files/${file.id}`, `files/${file.id}/url`]) await ask(`${mistral}/${path}`)
  await ask(`${mistral}/files/${file.id}`, undefined, { method: 'DELETE' })
}

/** Ollama's native API. */
export async function ollamaScenes({ ask }: Sampler): Promise<void> {
  const API = 'http://127.0.0.1:11434/api'
  const messages = [{ role: 'user', content: 'What is the weather in Lisbon?' }]
  const tools = [{ type: 'function', function: { name: 'get_weather', parameters: WEATHER } }]
  for (const stream of [false, true]) {
    await ask(`${API}/chat`, { model: 'llama3.2', messages, stream })
    await ask(`${API}/chat`, { model: 'llama3.2', messages, tools, stream })
    await ask(`${API}/chat`, { model: 'qwen3', messages, think: true, stream })
    await ask(`${API}/generate`, { model: 'llama3.2', prompt: 'Once', stream })
    await ask(`${API}/pull`, { model: 'llama3.2', stream })
  }
  await ask(`${API}/embed`, { model: 'nomic-embed-text', input: ['a'] })
  await ask(`${API}/embeddings`, { model: 'nomic-embed-text', prompt: 'a' })
  await ask(`${API}/show`, { model: 'qwen3' })
  for (const path of ['tags', 'ps', 'version']) await ask(`${API}/${path}`)
}

/** Amazon Bedrock: Converse and counts. */
export async function bedrockScenes({ ask, llm }: Sampler): Promise<void> {
  llm.when('lockpick').refuse()
  const base = 'https://bedrock-runtime.us-east-1.amazonaws.com/model'
  const messages = [{ role: 'user', content: [{ text: 'What is the weather in Lisbon?' }] }]
  const toolConfig = { tools: [{ toolSpec: { name: 'get_weather', inputSchema: { json: WEATHER } } }] }
  const thinking = { thinking: { type: 'enabled', budget_tokens: 1024 } }
  const document = {
    document: { name: 'tides', format: 'txt', source: { text: 'The tide is high.' }, citations: { enabled: true } },
  }
  for (const [model, body] of [
    ['us.amazon.nova-lite-v1:0', { messages }],
    ['us.amazon.nova-lite-v1:0', { messages, toolConfig }],
    ['us.amazon.nova-lite-v1:0', { messages, inferenceConfig: { maxTokens: 3 } }],
    ['us.anthropic.claude-haiku-4-5-20251001-v1:0', { messages, additionalModelRequestFields: thinking }],
    [
      'us.anthropic.claude-haiku-4-5-20251001-v1:0',
      { messages: [{ role: 'user', content: [document, { text: 'Is the tide high?' }] }] },
    ],
  ] as const) {
    await ask(`${base}/${model}/converse`, body)
    await ask(`${base}/${model}/converse-stream`, body)
  }
  await ask(`${base}/anthropic.claude-haiku-4-5-20251001-v1:0/count-tokens`, { input: { converse: { messages } } })
}

/** Cohere, both versions. */
export async function cohereScenes({ ask }: Sampler): Promise<void> {
  const API = 'https://api.cohere.com'
  const model = 'command-r-08-2024'
  const messages = [{ role: 'user', content: 'What is the weather in Lisbon?' }]
  const tools = [{ type: 'function', function: { name: 'get_weather', parameters: WEATHER } }]
  for (const stream of [false, true]) {
    await ask(`${API}/v2/chat`, { model, messages, stream })
    await ask(`${API}/v2/chat`, { model, messages, tools, stream })
    await ask(`${API}/v2/chat`, { model, messages, max_tokens: 3, stream, logprobs: true })
    await ask(`${API}/v2/chat`, {
      model,
      messages,
      documents: [{ data: { text: 'Lisbon has sunny weather.' } }],
      stream,
    })
    await ask(`${API}/v2/chat`, { model: 'command-a-reasoning-08-2025', messages, stream })
    await ask(`${API}/v1/chat`, { model, message: 'Tell me about the sea.', stream })
    await ask(`${API}/v1/chat`, {
      model,
      message: 'What is the weather in Lisbon?',
      documents: [{ text: 'Lisbon has sunny weather.' }],
      stream,
    })
  }
  const texts = { texts: ['a'], input_type: 'search_document' }
  await ask(`${API}/v2/embed`, { model: 'embed-v4.0', ...texts, embedding_types: ['float', 'int8'] })
  await ask(`${API}/v1/embed`, { model: 'embed-english-v3.0', ...texts })
  for (const version of ['v1', 'v2'])
    await ask(`${API}/${version}/rerank`, { model: 'rerank-v3.5', query: 'sea', documents: ['a', 'sea'] })
  const { tokens } = await ask(`${API}/v1/tokenize`, { model, text: 'the sea' })
  await ask(`${API}/v1/detokenize`, { model, tokens })
  await ask(`${API}/v1/models`)
  await ask(`${API}/v1/models/${model}`)
}
