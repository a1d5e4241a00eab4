/** The rules of docs/architecture.md that a tool can hold: direction of imports, what stays pure, no cycles. */

const PURE =
  '^src/(geometry/(?!worker/)|exports/|text/|modules/tasks/state-machine/)|^src/access/[^/]*-policy\\.ts$|\\.rules\\.ts$';
/** What pure files may use besides each other: packages that compute, codes, error classes and types. */
const USED_BY_PURE = [
  '^node_modules/(@turf/area|@types/|clipper2-wasm|csv-stringify|entities|markdown-it|robust-predicates|sanitize-html|xmlbuilder2)',
  '^src/errors/',
  '^src/access/(codes|viewer)\\.ts$',
  '^src/modules/projects/(project-codes|edit/project-form)\\.ts$',
  '^src/modules/tasks/engine/(action-context|action-policy)\\.ts$',
];

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'pure-files-are-pure',
      comment: 'Geometry, exports, texts, the state machine, rules and policies compute. They do no input or output.',
      severity: 'error',
      from: { path: PURE },
      to: { pathNot: [PURE, ...USED_BY_PURE], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'polygons-know-no-tiles',
      comment: 'Plane geometry does not depend on GeoJSON input, tiles or tasks.',
      severity: 'error',
      from: { path: '^src/geometry/polygon/' },
      to: { path: '^src/geometry/(?!polygon/|geometry\\.errors)' },
    },
    {
      name: 'data-access-imports-the-database',
      comment: 'Prisma and the driver are imported by repositories, pieces of SQL and src/db only.',
      severity: 'error',
      from: { path: '^src/(?!db/|generated/)', pathNot: '\\.(repository|sql)\\.ts$' },
      to: { path: '^src/generated/|^node_modules/(@prisma|prisma|pg|@electric-sql|pglite-prisma-adapter)(/|$)' },
    },
    {
      name: 'modules-meet-in-services',
      comment: 'A module uses another module only through its services, its pieces of SQL and its schemas.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/[^/]+/', pathNot: ['^src/modules/$1/', '\\.(service|sql|schemas)\\.ts$'] },
    },
    {
      name: 'routes-reach-no-database',
      severity: 'error',
      from: { path: '\\.(routes|schemas)\\.ts$' },
      to: { path: '\\.(repository|sql)\\.ts$|^src/db/' },
    },
    {
      name: 'services-know-no-web-framework',
      severity: 'error',
      from: { path: '^src/modules/.*\\.(service|repository|sql|rules)\\.ts$|^src/access/' },
      to: { path: '^src/http/|^node_modules/(fastify|@fastify)(/|$)|\\.routes\\.ts$' },
    },
    {
      name: 'repositories-do-not-call-up',
      severity: 'error',
      from: { path: '\\.(repository|sql)\\.ts$' },
      to: { path: '\\.(service|rules|routes)\\.ts$' },
    },
    {
      name: 'only-config-reads-the-environment',
      comment: 'process.env is read in src/config.ts; see the check in .ci/run.',
      severity: 'error',
      from: { path: '^src/(?!config\\.ts$)' },
      to: { path: '^(node:)?process$|^node_modules/dotenv(/|$)' },
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
    doNotFollow: { path: '(^|/)node_modules/|^src/generated/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};
