/** What an image says by itself; there are no images here, so a test tells it. Paths are the machine's own. */
export interface Image {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly workingDir?: string;
}

/** By the whole text of a container's `image`. */
export type Images = Readonly<Record<string, Image>>;

export function imageOf(images: Images, name: string | undefined): Image {
  return (name !== undefined && Object.hasOwn(images, name) && images[name]) || {};
}
