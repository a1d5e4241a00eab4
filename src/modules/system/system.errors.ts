import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about the instance and the services that it uses. */
export const SYSTEM_ERRORS = {
  NotImplemented: { status: 501, envelope: 'rule', sentence: 'This instance has no address for messages of visitors' },
  UndefinedImageService: { status: 501, envelope: 'rule', sentence: 'This instance has no service that stores images' },
  MissingFilename: { status: 400, envelope: 'rule', sentence: 'The name of the file is missing' },
  MissingMime: { status: 400, envelope: 'rule', sentence: 'The type of the file is missing' },
  UnsupportedFile: { status: 400, envelope: 'rule', sentence: 'The file is no PNG, JPEG, WebP or GIF image' },
  ImageUploadError: { status: 400, envelope: 'rule', sentence: 'The image was not stored' },
  GithubFetchError: { status: 502, envelope: 'rule', sentence: 'The latest release could not be read from GitHub' },
} as const satisfies ErrorTable;
