import { z } from 'zod';

export const favouriteState = z.object({ favorited: z.boolean() }).meta({
  id: 'FavouriteState',
  description: 'Whether the project is a favourite of the caller',
  examples: [{ favorited: true }],
});

export const favouriteProject = z
  .object({ project_id: z.int() })
  .meta({ id: 'FavouriteProject', description: 'The project of the request', examples: [{ project_id: 12 }] });
