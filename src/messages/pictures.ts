export const PICTURE_FORMATS = ['png', 'svg'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** SVG as text, PNG as base64. */
export const isPicture = (data: unknown, format: PictureFormat): data is string =>
  typeof data === 'string' && (format === 'svg' ? data.startsWith('<svg ') : /^[\w+/]+=*$/.test(data));

/** The name of a chart becomes part of the name of a file. */
export const isChartName = (name: unknown): name is string => typeof name === 'string' && /^[a-z]{1,20}$/.test(name);
