/** The users of the demo. Each has a role in which the API can be tried. */
export const DEMO_MAPPER = 'demo_mapper';
export const DEMO_VALIDATOR = 'demo_validator';
export const DEMO_MANAGER = 'demo_manager';
/** Two mappers who have done most of the work that the demo shows. */
export const DEMO_OTHERS = ['demo_anna', 'demo_ben'] as const;
/** Managers of the two other organisations: João in São Tomé, Fatima on the Comoros. */
export const DEMO_HOSTS = ['demo_joao', 'demo_fatima'] as const;

export type DemoUser =
  | typeof DEMO_MAPPER
  | typeof DEMO_VALIDATOR
  | typeof DEMO_MANAGER
  | (typeof DEMO_OTHERS)[number]
  | (typeof DEMO_HOSTS)[number];

/**
 * What the users have mapped, by statistic. The stand-in for OpenStreetMap answers with these numbers too. None of them
 * reaches a mapping level: a sign-in changes no level of a demo user.
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

/** The mapping levels of the users who are no beginners. */
export const DEMO_LEVELS: Readonly<Partial<Record<DemoUser, string>>> = {
  [DEMO_MANAGER]: 'ADVANCED',
  [DEMO_VALIDATOR]: 'INTERMEDIATE',
  demo_anna: 'INTERMEDIATE',
  demo_joao: 'INTERMEDIATE',
  demo_fatima: 'INTERMEDIATE',
};

export const DEMO_USERS = Object.keys(DEMO_STATISTICS) as DemoUser[];
