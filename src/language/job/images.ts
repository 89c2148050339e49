import { type Images, imageRefusal } from '../../model/job/image-pattern.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import { jobDefaults } from '../schema/job/defaults.ts';
import type { WrittenJob } from '../schema/job-template.ts';

const segment = '[a-zA-Z0-9._*-]+';
const pattern = new RegExp(
  `^[a-zA-Z0-9._-]+(?::[0-9]+)?(?:/${segment})*(?:/\\*\\*)?(?::[\\w.*-]+)?(?:@[a-z0-9]+:[0-9a-f]{32,})?$`,
);

/** Reads `spec.images`; without it the only image is the worker's own. */
export function readImages(context: Context, written: WrittenJob['images'], image: string): Images {
  if (written === undefined) return { allow: [image], digest: jobDefaults.digest };
  const { allow, digest = jobDefaults.digest } = written;
  const isSound = allow.map((one, index) => isPattern(context, one, ['images', 'allow', index]));
  const images = { allow, digest };
  const refusal = isSound.every(Boolean) ? imageRefusal(images, image) : undefined;
  if (refusal !== undefined) {
    complain(
      context,
      'image-not-allowed',
      ['worker', 'image'],
      (field) => `${field} must ${refusal} by \`spec.images\`, got "${image}"`,
    );
  }
  return images;
}

function isPattern(context: Context, text: string, path: Path): boolean {
  // `**` elsewhere than at the end would be two stars of one segment to those who compare
  const isSound = pattern.test(text) && !/\*\*(?!$|[:@])|[^/]\*\*/.test(text);
  if (isSound) return true;
  complain(
    context,
    'invalid-image-pattern',
    path,
    (field) => `${field} must be a pattern of images, got "${text}"`,
    {
      help: 'patterns are written like registry.example.org/flow/**, registry.example.org/*/solver or registry.example.org/flow/solver:2.*, without * in the first segment',
    },
  );
  return false;
}
