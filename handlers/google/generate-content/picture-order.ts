import type { Model } from '../../../src/models.ts'
import type { PictureOrder } from '../../../src/request.ts'
import { traitsOf } from '../model-traits.ts'
import type { WireGenerationConfig } from './wire.ts'

/** Pixels of a picture at 1K by its aspect ratio. */
const SIZES: Readonly<Record<string, readonly [widthPx: number, heightPx: number]>> = {
  '1:1': [1024, 1024],
  '2:3': [832, 1248],
  '3:2': [1248, 832],
  '3:4': [864, 1184],
  '4:3': [1184, 864],
  '4:5': [896, 1152],
  '5:4': [1152, 896],
  '9:16': [768, 1344],
  '16:9': [1344, 768],
  '21:9': [1536, 672],
}

const SCALES: Readonly<Record<string, number>> = { '2K': 2, '4K': 4 }

/** What a model that draws is to draw; nothing where only text is asked for. Gemini 3 draws JPEG, models before it PNG. */
export function pictureOf(config: WireGenerationConfig, model: Model): { readonly picture?: PictureOrder } {
  const { imageTokens, generation } = traitsOf(model)
  const { responseModalities: modalities, imageConfig = {} } = config
  if (imageTokens === undefined || (modalities && !modalities.includes('IMAGE'))) return {}
  const { aspectRatio, aspect_ratio, imageSize, image_size, imageOutputOptions: output } = imageConfig
  const [widthPx, heightPx] = SIZES[aspectRatio ?? aspect_ratio ?? '1:1'] ?? [1024, 1024]
  const scale = SCALES[imageSize ?? image_size ?? ''] ?? 1
  const asked = output?.mimeType ?? output?.mime_type
  const usual = generation === '3' ? 'image/jpeg' : 'image/png'
  const mediaType = asked === 'image/jpeg' || asked === 'image/png' ? asked : usual
  return { picture: { mediaType, widthPx: widthPx * scale, heightPx: heightPx * scale } }
}
