/** Names of the users of the demo; each is a role in which the API can be tried. */
export const DEMO_MAPPER = 'demo_mapper';
export const DEMO_VALIDATOR = 'demo_validator';
export const DEMO_MANAGER = 'demo_manager';
/** Two more, who did the work that the demo shows. */
export const DEMO_OTHERS = ['demo_anna', 'demo_ben'] as const;
