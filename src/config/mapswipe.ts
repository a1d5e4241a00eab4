import { z } from 'zod';

/** Settings of the MapSwipe service, which has statistics of partners. */
export const mapswipeShape = {
  MAPSWIPE_API_URL: z
    .url({ protocol: /^https?$/, error: 'give the URL of the GraphQL service of MapSwipe' })
    .default('https://api.mapswipe.org/graphql/'),
};
