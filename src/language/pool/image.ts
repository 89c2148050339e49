import { imageReference } from '../../model/job/image-reference.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';

/** Checks an image reference by the grammar of the OCI distribution; without tag or digest, or with `latest`, it warns. */
export function readImage(context: Context, path: Path, image: string): string {
  const match = imageReference.exec(image);
  if (match === null) {
    complain(
      context,
      'invalid-image',
      path,
      (field) => `${field} must be an image reference, got "${image}"`,
      {
        help: 'images are written like registry.example.org/team/worker:1.4.2, in lower case before the tag',
      },
    );
    return image;
  }
  const { tag, digest } = match.groups ?? {};
  if (digest === undefined && (tag === undefined || tag === 'latest')) {
    const found = tag === undefined ? `"${image}" without a tag` : `"${image}"`;
    complain(
      context,
      'image-not-pinned',
      path,
      (field) => `${field} must name a version, got ${found}`,
      {
        help: `add a tag or a digest, like ${image.replace(/:latest$/, '')}:1.4.2; what runs would change without a change in Git`,
      },
    );
  }
  return image;
}
