/** The little of the editor's API that making the panel's page needs. Addresses stay as they are given. */
export const Uri = {
  joinPath: (base: string, ...parts: readonly string[]): string => [base, ...parts].join('/'),
};

export const env = { language: 'en' };
export const l10n = { bundle: undefined };
