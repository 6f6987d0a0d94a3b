import { toBase64 } from '../base64.ts'
import type { ImageOutputPart } from '../completion.ts'
import type { Seed } from '../random.ts'
import type { PictureOrder } from '../request.ts'
import { encodeJpeg } from './jpeg.ts'
import { drawPicture } from './picture.ts'
import { encodePng } from './png.ts'

/** The picture that is ordered, as a part of an answer. */
export function drawing({ mediaType, widthPx, heightPx }: PictureOrder, seed: Seed): ImageOutputPart {
  const picture = drawPicture(widthPx, heightPx, seed)
  const bytes = mediaType === 'image/jpeg' ? encodeJpeg(picture) : encodePng(picture)
  return { type: 'image-output', mediaType, data: toBase64(bytes) }
}
