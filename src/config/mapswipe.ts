import { httpUrl } from './values.js';

/** Settings of the MapSwipe service, which has statistics of partners. */
export const mapswipeShape = {
  MAPSWIPE_API_URL: httpUrl('the GraphQL service of MapSwipe').default('https://api.mapswipe.org/graphql/'),
};
