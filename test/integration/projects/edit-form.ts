/** The form as the front-end sends it for a project of the factory, with what a test changes. */
export const formOf = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  projectId: 1,
  status: 'PUBLISHED',
  projectPriority: 'HIGH',
  defaultLocale: 'en',
  difficulty: 'EASY',
  mappingPermission: 'ANY',
  mappingPermissionLevelId: 1,
  validationPermission: 'ANY',
  validationPermissionLevelId: 2,
  private: false,
  taskCreationMode: 'GRID',
  mappingEditors: ['ID', 'JOSM'],
  validationEditors: ['JOSM', 'ID'],
  projectInfoLocales: [
    {
      locale: 'en',
      name: 'Kathmandu',
      shortDescription: 'short',
      description: '**long**',
      instructions: '- one\n- two',
      perTaskInstructions: '',
    },
  ],
  tasks: { type: 'FeatureCollection', features: [] },
  author: 'ignored',
  percentMapped: 7,
  ...changes,
});

/** The same without one key. */
export const formWithout = (key: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(formOf()).filter(([name]) => name !== key));
