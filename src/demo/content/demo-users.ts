/** The users of the demo with whom a reader can try the API, one for each role. */
export const DEMO_MAPPER = 'demo_mapper';
export const DEMO_VALIDATOR = 'demo_validator';
export const DEMO_MANAGER = 'demo_manager';
/** Two mappers. They have done most of the work in the demo. */
export const DEMO_OTHERS = ['demo_anna', 'demo_ben'] as const;

/** The username of a demo user. `demo_joao` manages the organisation of São Tomé, `demo_fatima` that of the Comoros. */
export type DemoUser =
  | typeof DEMO_MAPPER
  | typeof DEMO_VALIDATOR
  | typeof DEMO_MANAGER
  | (typeof DEMO_OTHERS)[number]
  | 'demo_joao'
  | 'demo_fatima';

/**
 * The mapping statistics of the users. The stand-in for OpenStreetMap returns the same numbers. They are too small to change a mapping
 * level at a sign-in.
 */
export const DEMO_STATISTICS: Readonly<Record<DemoUser, Readonly<Record<string, number>>>> = {
  [DEMO_MAPPER]: { building: 120, highway: 14, changeset: 24 },
  [DEMO_VALIDATOR]: { building: 1450, highway: 210, changeset: 190 },
  [DEMO_MANAGER]: { building: 620, highway: 95, changeset: 160 },
  demo_anna: { building: 1180, highway: 160, changeset: 140 },
  demo_ben: { building: 310, highway: 35, changeset: 60 },
  demo_joao: { building: 540, highway: 120, changeset: 110 },
  demo_fatima: { building: 800, highway: 70, changeset: 90 },
};

/** The mapping levels of the users who are not beginners. */
export const DEMO_LEVELS: Readonly<Partial<Record<DemoUser, string>>> = {
  [DEMO_MANAGER]: 'ADVANCED',
  [DEMO_VALIDATOR]: 'INTERMEDIATE',
  demo_anna: 'INTERMEDIATE',
  demo_joao: 'INTERMEDIATE',
  demo_fatima: 'INTERMEDIATE',
};

/** All users of the demo. */
export const DEMO_USERS = Object.keys(DEMO_STATISTICS) as DemoUser[];
