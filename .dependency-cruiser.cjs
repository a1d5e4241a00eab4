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
      name: 'pure-folders-are-pure',
      comment: 'Geometry, exports, the state machine and the policies know neither the web framework nor the database.',
      severity: 'error',
      from: {
        path: '^src/(geometry|exports)/|^src/modules/tasks/state-machine/|^src/access/[^/]*-policy\\.ts$',
        pathNot: '^src/geometry/worker/',
      },
      to: {
        path: '^src/(db|http)/|^node_modules/(fastify|@fastify|@prisma|prisma|pg)(/|$)|^src/generated/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'modules-meet-in-services',
      comment: 'A module uses another module only through its services, its pieces of SQL and its schemas.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: {
        path: '^src/modules/[^/]+/',
        pathNot: ['^src/modules/$1/', '\\.(service|sql|schemas)\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'routes-reach-no-database',
      severity: 'error',
      from: { path: '\\.(routes|schemas)\\.ts$' },
      to: {
        path: '\\.(repository|sql)\\.ts$|^src/db/|^src/generated/|^node_modules/@prisma',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'services-know-no-web-framework',
      severity: 'error',
      from: { path: '^src/modules/.*\\.(service|repository|sql|rules)\\.ts$|^src/access/' },
      to: { path: '^src/http/|^node_modules/(fastify|@fastify)(/|$)|\\.routes\\.ts$' },
    },
    {
      name: 'services-know-no-prisma',
      severity: 'error',
      from: { path: '\\.(service|rules)\\.ts$' },
      to: { path: '^src/generated/|^node_modules/(@prisma|prisma|pg)(/|$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'repositories-do-not-call-up',
      severity: 'error',
      from: { path: '\\.(repository|sql)\\.ts$' },
      to: { path: '\\.(service|rules)\\.ts$', dependencyTypesNot: ['type-only'] },
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
      // The page is built: what it imports goes into dist/web.
      from: { path: '^src/', pathNot: '^src/web/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-page-uses-the-public-api-only',
      comment: 'src/web knows the server by its OpenAPI document.',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^(src/(?!web/)|node_modules/(fastify|@fastify|@prisma|pg|zod)(/|$))' },
    },
    {
      name: 'the-server-does-not-import-the-page',
      severity: 'error',
      from: { path: '^src/(?!web/)' },
      to: { path: '^src/web/' },
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
