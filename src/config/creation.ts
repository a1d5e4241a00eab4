import { z } from 'zod';
import { httpUrl } from './values.js';

/** The settings of the creation of projects, by the names of their variables. */
export const creationShape = {
  TM_DEFAULT_CHANGESET_COMMENT: z
    .string()
    .trim()
    .min(1, 'give the beginning of changeset comments')
    .max(100, 'give at most 100 characters')
    .default('#tm-project'),
  OSM_NOMINATIM_SERVER_URL: httpUrl('a Nominatim server, such as https://nominatim.example.org').optional(),
};

/** The settings of the creation of projects. */
export interface CreationConfig {
  /** The beginning of the changeset comment of a new project. A hyphen and the id of the project follow. */
  changesetTag: string;
  /** Nominatim server that returns the country of a new project, without a final slash; null for none. */
  nominatimUrl: string | null;
}

/** Builds the settings from their checked variables. */
export const creationConfig = (values: z.output<z.ZodObject<typeof creationShape>>): CreationConfig => ({
  changesetTag: values.TM_DEFAULT_CHANGESET_COMMENT,
  nominatimUrl: values.OSM_NOMINATIM_SERVER_URL?.replace(/\/+$/, '') ?? null,
});
