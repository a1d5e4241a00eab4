import { z } from 'zod';

export const favouriteState = z
  .object({ favorited: z.boolean() })
  .meta({ id: 'FavouriteState', description: 'Whether the caller likes the project', examples: [{ favorited: true }] });

export const favouriteProject = z
  .object({ project_id: z.int() })
  .meta({ id: 'FavouriteProject', description: 'The project that was meant', examples: [{ project_id: 12 }] });
