import { createSampler, type Sample } from './sampler.ts'
import { anthropicScenes } from './scenes-anthropic.ts'
import { openaiScenes, responsesScenes } from './scenes-openai.ts'
import {
  bedrockScenes,
  chatClientScenes,
  cohereScenes,
  googleScenes,
  ollamaScenes,
  vertexScenes,
} from './scenes-others.ts'

const SCENES = [
  openaiScenes,
  responsesScenes,
  anthropicScenes,
  googleScenes,
  vertexScenes,
  chatClientScenes,
  ollamaScenes,
  bedrockScenes,
  cohereScenes,
]

/** Every body and event that the scenes show, each shape once. */
export async function playScenes(): Promise<readonly Sample[]> {
  const sampler = createSampler()
  for (const scene of SCENES) await scene(sampler)
  return sampler.samples()
}
