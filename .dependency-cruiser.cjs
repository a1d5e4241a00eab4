/** The rules of docs/architecture.md that a tool can hold: direction of imports, what stays pure, no cycles. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'pure-stays-pure',
      comment: 'Geometry, serializers and the state machine know neither the web framework nor the database.',
      severity: 'error',
      from: {
        path: '^src/(grid|serializers)/|^src/modules/tasks/(task-states|task-facts|task-change|task-undo)\\.ts$',
      },
      to: { path: '^src/(db|http)/|^node_modules/(fastify|@fastify|@prisma|prisma|pg)(/|$)|^src/generated/' },
    },
    {
      name: 'modules-meet-in-services',
      comment: 'A module uses another only through its *.service.ts; schemas and pieces of SQL may be shared.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: {
        path: '^src/modules/[^/]+/',
        pathNot: ['^src/modules/$1/', '(\\.service|\\.schemas|-sql)\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'routes-reach-no-database',
      severity: 'error',
      from: { path: '\\.routes\\.ts$' },
      to: { path: '\\.repository\\.ts$|^src/db/|^src/generated/|^node_modules/@prisma' },
    },
    {
      name: 'services-know-no-web-framework',
      severity: 'error',
      from: { path: '\\.(service|repository)\\.ts$' },
      to: { path: '^node_modules/(fastify|@fastify)(/|$)|\\.routes\\.ts$' },
    },
    {
      name: 'repositories-do-not-call-up',
      severity: 'error',
      from: { path: '\\.repository\\.ts$' },
      to: {
        path: '^src/modules/.*\\.service\\.ts$',
        pathNot: 'project-access\\.service\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-config-reads-the-environment',
      comment: 'process.env is read in src/config.ts; see the check in .ci/run.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(config|cli/)' },
      to: { path: '^node_modules/dotenv' },
    },
    {
      name: 'no-dev-packages-in-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'nothing-imports-tests', severity: 'error', from: { path: '^src/' }, to: { path: '^(test|bench)/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/generated/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};
