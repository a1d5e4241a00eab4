// Types of the API, made from openapi.json by `npm run openapi`. For openapi-fetch: see docs/api.md.
export interface paths {
    "/api/v2/interests/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All interests
         * @description **Who may call:** Everybody. A session is not needed and not looked at.
         */
        get: operations["listInterests"];
        put?: never;
        /**
         * Create an interest
         * @description **Who may call:** Admins and managers of any organisation.
         */
        post: operations["createInterest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/interests/{interestId}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One interest
         * @description **Who may call:** Admins and managers of any organisation.
         */
        get: operations["getInterest"];
        put?: never;
        post?: never;
        /**
         * Delete an interest that nobody has
         * @description **Who may call:** Admins and managers of any organisation.
         */
        delete: operations["deleteInterest"];
        options?: never;
        head?: never;
        /**
         * Rename an interest
         * @description **Who may call:** Admins and managers of any organisation.
         */
        patch: operations["renameInterest"];
        trace?: never;
    };
    "/api/v2/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find projects
         * @description Finds only projects that the caller may see: private ones for their members, drafts for their managers.
         */
        get: operations["findProjects"];
        put?: never;
        /**
         * Create a draft project from an area
         * @description For admins and managers of the organisation. The area is divided by `grid` (an addition of this server), into `tasks` made ready, or, with `arbitraryTasks`, into its own features.
         */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/actions/intersecting-tiles/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The tiles of a grid that an area meets
         * @description For clients that divide an area themselves: leaves out tiles beside the area, and cuts the others to it on request. Nothing is stored.
         */
        post: operations["findIntersectingTiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/queries/bbox/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The areas of the projects in a box
         * @description For admins and for who manages an organisation, before they draw a new area.
         */
        get: operations["findProjectsInBox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/queries/featured/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Projects that are shown first
         * @description Published projects that the installation recommends.
         */
        get: operations["listFeaturedProjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/queries/{projectId}/similar-projects/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Published projects that are like another one
         * @description By what is mapped, how hard it is, and who asks for it; the most alike first.
         */
        get: operations["listSimilarProjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A project with its area and tasks
         * @description Everything a mapper needs to see of a project, with its texts in the language asked for.
         */
        get: operations["getProject"];
        put?: never;
        post?: never;
        /**
         * Delete a project on which nobody has worked
         * @description For managers of the project. Every task must be READY.
         */
        delete: operations["deleteProject"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/activities/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened in a project
         * @description Changes of state, locks and splits of all its tasks, newest first, ten a page. Comments are left out.
         */
        get: operations["listActivities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/activities/latest/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The last thing that happened to each task
         * @description Every task of the project, by id; null where nothing has happened to it yet.
         */
        get: operations["listLatestActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/comments/tasks/{taskId}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Comment on a task
         * @description Needs no lock. `@[name]` sends that user a message.
         */
        post: operations["commentOnTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/contributions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who worked on a project
         * @description Mappers and validators with the tasks that are theirs now, the busiest first.
         */
        get: operations["listContributions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/contributions/queries/day/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the work on a project grew day by day
         * @description One row for each day on which tasks were mapped, validated or invalidated, oldest first.
         */
        get: operations["listContributionsByDay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/queries/aoi/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The area of a project as GeoJSON
         * @description The outline inside which the tasks lie.
         */
        get: operations["getProjectArea"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/queries/nogeometries/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A project whose tasks have no boundaries
         * @description The same as the project, for clients that draw no map: a fraction of its size.
         */
        get: operations["getProjectWithoutGeometries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/queries/priority-areas/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The areas of a project that are to be mapped first
         * @description Polygons that managers drew; an empty list where there are none.
         */
        get: operations["listPriorityAreas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/queries/summary/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A project without its area and tasks
         * @description Settings, texts and progress of a project, for lists and headings.
         */
        get: operations["getProjectSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/statistics/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a project is, and how long the work took
         * @description Counts, percentages and times of one project. Times are sums over its history, in seconds.
         */
        get: operations["getProjectStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tasks of a project as GeoJSON
         * @description All of them, or those of `tasks`; an id that is not there is left out. Expired locks are shown as free.
         */
        get: operations["listTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/actions/extend/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let locks last longer, all or none
         * @description The time of each lock begins anew, of mapping and of validation. An empty list does nothing.
         */
        post: operations["extendLocks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/actions/invalidate-all/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invalidate all validated tasks
         * @description VALIDATED becomes INVALIDATED. For managers of the project.
         */
        post: operations["invalidateAllTasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/actions/lock-for-mapping/{taskId}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lock a task for mapping
         * @description READY or INVALIDATED becomes LOCKED_FOR_MAPPING. Who holds the lock already gets the task as it is.
         */
        post: operations["lockForMapping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/actions/lock-for-validation/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lock tasks for validation, all or none
         * @description MAPPED, INVALIDATED or BADIMAGERY becomes LOCKED_FOR_VALIDATION. Nobody but admins validates what they mapped.
         */
        post: operations["lockForValidation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/actions/lock-next/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose the next free task and lock it, in one step
         * @description An addition of Tessera. For validation it takes only tasks in MAPPED, never your own.
         */
        post: operations["lockNextTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/actions/map-all/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark all tasks as mapped
         * @description All but BADIMAGERY, MAPPED and VALIDATED become MAPPED. For managers of the project.
         */
        post: operations["mapAllTasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/actions/reset-all-badimagery/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make all tasks with bad imagery ready again
         * @description BADIMAGERY becomes READY, without a mapper. For managers of the project.
         */
        post: operations["resetAllBadImageryTasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/actions/reset-all/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make all tasks ready again
         * @description Everything becomes READY and locks end; the history is kept. For managers of the project.
         */
        post: operations["resetAllTasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/actions/reset-by-user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back what one user marked as bad imagery, or validated
         * @description BADIMAGERY by this mapper becomes READY, VALIDATED by this validator becomes MAPPED. For managers of the project.
         */
        post: operations["resetTasksByUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/actions/split/{taskId}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split a task into up to four
         * @description For tasks that are too much work: READY, or locked for mapping by you. Its children are READY and have its history.
         */
        post: operations["splitTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/actions/stop-mapping/{taskId}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a task back as it was
         * @description Ends your lock; the task is in the state that it had before.
         */
        post: operations["stopMapping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/actions/stop-validation/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give tasks back as they were, all or none
         * @description Ends your locks; the tasks are in the states that they had before. An empty list does nothing.
         */
        post: operations["stopValidation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/actions/undo-last-action/{taskId}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo the last action on a task
         * @description For who did it, and for who may validate. The state before comes back, and counters with it. Not while the task is locked.
         */
        post: operations["undoLastAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/actions/unlock-after-mapping/{taskId}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand in work on a task
         * @description Ends your lock with MAPPED, BADIMAGERY or READY. Late work is taken too, while nobody has locked the task since.
         */
        post: operations["unlockAfterMapping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/actions/unlock-after-validation/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand in the validation of tasks, all or none
         * @description Each task becomes VALIDATED, INVALIDATED or MAPPED. An empty list does nothing.
         */
        post: operations["unlockAfterValidation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/actions/validate-all/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Validate all mapped tasks
         * @description MAPPED becomes VALIDATED; the mappers stay. For managers of the project.
         */
        post: operations["validateAllTasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/queries/gpx/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Boundaries of tasks as GPX 1.1
         * @description Needs no session: editors fetch it bare.
         */
        get: operations["exportTasksGpx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/queries/mapped/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mapped tasks by mapper
         * @description What waits for validation, by the user who mapped it.
         */
        get: operations["listMappedTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/queries/xml/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Boundaries of tasks as OSM XML
         * @description Needs no session: editors fetch it bare.
         */
        get: operations["exportTasksOsmXml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/projects/{projectId}/tasks/{taskId}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One task with its history
         * @description The instructions are in the language asked for, with the numbers of the tile filled in.
         */
        get: operations["getTask"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/system/heartbeat/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the server answers, and its release
         * @description The heartbeat of the original: asks the database for the release that is recorded there.
         */
        get: operations["getHeartbeat"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/system/statistics/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the whole installation holds
         * @description Totals for the front page; all of them with `abbreviated=false`.
         */
        get: operations["getSystemStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/tasks/statistics/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many tasks were mapped and validated, by day
         * @description Days on which nothing was done are left out. What the children of a split task have inherited counts once.
         */
        get: operations["getTaskStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/users/queries/tasks/locked/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which tasks the user of the session has locked
         * @description Their ids, with the project of the first of them. Expired locks do not count.
         */
        get: operations["getLockedTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/users/queries/tasks/locked/details/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tasks that the user of the session has locked, with their history
         * @description The same tasks in full, as reading each of them would give.
         */
        get: operations["getLockedTaskDetails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/users/queries/{username}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A user by name
         * @description Their profile and settings. Addresses and gender are shown to nobody but the user.
         */
        get: operations["getUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/users/{username}/statistics/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a user has done
         * @description Counts, times, countries and days of one user, over all projects.
         */
        get: operations["getUserStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The process answers
         * @description For containers: 200 while the process lives, whatever its database does.
         */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The process and its database answer
         * @description For balancers: 503 while the database does not answer.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description What happened in a project, newest first, without comments
         * @example {
         *       "pagination": {
         *         "hasNext": true,
         *         "hasPrev": false,
         *         "nextNum": 2,
         *         "page": 1,
         *         "pages": 3,
         *         "prevNum": null,
         *         "perPage": 10,
         *         "total": 30
         *       },
         *       "activity": [
         *         {
         *           "historyId": 211,
         *           "taskId": 12,
         *           "action": "STATE_CHANGE",
         *           "actionText": "MAPPED",
         *           "actionDate": "2026-01-12T08:15:12.644372Z",
         *           "actionBy": "mapper",
         *           "pictureUrl": null,
         *           "issues": null
         *         }
         *       ]
         *     }
         */
        Activities: {
            pagination: {
                hasNext: boolean;
                hasPrev: boolean;
                nextNum: number | null;
                page: number;
                pages: number;
                prevNum: number | null;
                perPage: number;
                total: number;
            };
            activity: components["schemas"]["TaskHistory"][];
        };
        /**
         * @description Tasks without boundaries, ordered by id
         * @example {
         *       "type": "FeatureCollection",
         *       "features": [
         *         {
         *           "type": "Feature",
         *           "geometry": null,
         *           "properties": {
         *             "taskId": 7,
         *             "taskX": 48296,
         *             "taskY": 38021,
         *             "taskZoom": 16,
         *             "taskIsSquare": true,
         *             "taskStatus": "READY"
         *           }
         *         }
         *       ]
         *     }
         */
        BareTaskFeatures: {
            /** @constant */
            type: "FeatureCollection";
            features: {
                /** @constant */
                type: "Feature";
                geometry: null;
                properties: {
                    taskId: number;
                    taskX: number | null;
                    taskY: number | null;
                    taskZoom: number | null;
                    taskIsSquare: boolean | null;
                    taskStatus: components["schemas"]["TaskStatus"];
                };
            }[];
        };
        /**
         * @description Who worked on a project and what of their work stands, the busiest first
         * @example {
         *       "userContributions": [
         *         {
         *           "username": "mapper",
         *           "mappingLevel": "BEGINNER",
         *           "pictureUrl": null,
         *           "mapped": 3,
         *           "validated": 0,
         *           "badImagery": 1,
         *           "total": 4,
         *           "mappedTasks": [
         *             3,
         *             5,
         *             11
         *           ],
         *           "validatedTasks": [],
         *           "badImageryTasks": [
         *             8
         *           ],
         *           "name": null,
         *           "dateRegistered": "2024-05-17"
         *         }
         *       ]
         *     }
         */
        Contributions: {
            userContributions: {
                username: string;
                mappingLevel: string;
                pictureUrl: string | null;
                mapped: number;
                validated: number;
                badImagery: number;
                total: number;
                mappedTasks: number[];
                validatedTasks: number[];
                badImageryTasks: number[];
                name: string | null;
                dateRegistered: string | null;
            }[];
        };
        /**
         * @description How the work on a project grew, for each day on which tasks were mapped, validated or invalidated
         * @example {
         *       "stats": [
         *         {
         *           "date": "2026-01-20",
         *           "mapped": 3,
         *           "validated": 0,
         *           "cumulative_mapped": 3,
         *           "cumulative_validated": 0,
         *           "total_tasks": 6
         *         }
         *       ]
         *     }
         */
        ContributionsByDay: {
            stats: {
                /** Format: date */
                date: string;
                /** @description How many more tasks were mapped at the end of the day than before it */
                mapped: number;
                validated: number;
                /** @description Mapped at the end of the day, validated ones included */
                cumulative_mapped: number;
                cumulative_validated: number;
                /** @description Tasks that the project has now */
                total_tasks: number;
            }[];
        };
        /**
         * @description A project that is to be made
         * @example {
         *       "projectName": "Valletta",
         *       "organisation": 2,
         *       "areaOfInterest": {
         *         "type": "FeatureCollection",
         *         "features": [
         *           {
         *             "type": "Feature",
         *             "properties": {},
         *             "geometry": {
         *               "type": "Polygon",
         *               "coordinates": [
         *                 [
         *                   [
         *                     14.48,
         *                     35.86
         *                   ],
         *                   [
         *                     14.53,
         *                     35.86
         *                   ],
         *                   [
         *                     14.53,
         *                     35.91
         *                   ],
         *                   [
         *                     14.48,
         *                     35.91
         *                   ],
         *                   [
         *                     14.48,
         *                     35.86
         *                   ]
         *                 ]
         *               ]
         *             }
         *           }
         *         ]
         *       },
         *       "grid": {
         *         "zoom": 15,
         *         "clip": true
         *       }
         *     }
         */
        DraftProject: {
            projectName: string;
            /** @description Id of the organisation whose project it is */
            organisation?: number | null;
            /** @description GeoJSON in WGS84: Polygon, MultiPolygon, Feature, FeatureCollection or GeometryCollection. Three-dimensional coordinates are cut to two. */
            areaOfInterest: {
                [key: string]: unknown;
            };
            /** @description A FeatureCollection of polygons made ready, with x, y, zoom, isSquare where they are tiles */
            tasks?: {
                [key: string]: unknown;
            } | null;
            grid?: components["schemas"]["ProjectGrid"] | null;
            /** @description Each feature of the area becomes a task */
            arbitraryTasks?: boolean | null;
            database?: string | null;
            sandbox?: boolean | null;
            /** @description Takes the settings and texts of this project */
            cloneFromProjectId?: number | null;
        };
        /**
         * @description An editor of OpenStreetMap
         * @enum {string}
         */
        Editor: "ID" | "JOSM" | "POTLATCH_2" | "FIELD_PAPERS" | "CUSTOM" | "RAPID";
        /**
         * @description A page of the projects that were found
         * @example {
         *       "mapResults": {
         *         "type": "FeatureCollection",
         *         "features": [
         *           {
         *             "type": "Feature",
         *             "geometry": {
         *               "type": "Point",
         *               "coordinates": [
         *                 85.325,
         *                 27.7
         *               ]
         *             },
         *             "properties": {
         *               "projectId": 1,
         *               "priority": "MEDIUM"
         *             }
         *           }
         *         ]
         *       },
         *       "results": [
         *         {
         *           "projectId": 1,
         *           "locale": "en",
         *           "name": "Kathmandu buildings",
         *           "shortDescription": "Trace the buildings",
         *           "difficulty": "EASY",
         *           "priority": "MEDIUM",
         *           "organisationName": "Demo",
         *           "organisationLogo": null,
         *           "campaigns": [
         *             {
         *               "id": 1,
         *               "name": "Monsoon"
         *             }
         *           ],
         *           "percentMapped": 23,
         *           "percentValidated": 10,
         *           "status": "PUBLISHED",
         *           "activeMappers": 2,
         *           "lastUpdated": "2026-02-20T12:34:56.789000Z",
         *           "dueDate": null,
         *           "totalContributors": 10,
         *           "country": [
         *             "Nepal"
         *           ],
         *           "sandbox": false,
         *           "database": "OSM",
         *           "creationDate": null,
         *           "author": "demo_manager",
         *           "partnerNames": null,
         *           "totalAreaSquareKilometers": null
         *         }
         *       ],
         *       "pagination": {
         *         "hasNext": false,
         *         "hasPrev": false,
         *         "nextNum": null,
         *         "page": 1,
         *         "pages": 1,
         *         "prevNum": null,
         *         "perPage": 14,
         *         "total": 1
         *       }
         *     }
         */
        FoundProjects: {
            mapResults: components["schemas"]["ProjectCentres"] | unknown[] | Record<string, never>;
            results: components["schemas"]["ProjectCard"][];
            /** @description Absent where nothing was found */
            pagination?: components["schemas"]["ProjectPagination"];
        };
        /**
         * @description It answers
         * @example {
         *       "status": "ok"
         *     }
         */
        Health: {
            /** @constant */
            status: "ok";
        };
        /**
         * @description That the server answers, and its release
         * @example {
         *       "status": "Fastapi healthy",
         *       "release": null
         *     }
         */
        Heartbeat: {
            status: string;
            release: {
                version: string;
                /** Format: date-time */
                published_at: string;
            } | null;
        };
        /**
         * @description Something that users and projects can be interested in
         * @example {
         *       "id": 3,
         *       "name": "Floods"
         *     }
         */
        Interest: {
            /** @description Id of the interest */
            id: number;
            /** @description Its name, which is unique */
            name: string;
        };
        /**
         * @description Interests
         * @example {
         *       "interests": [
         *         {
         *           "id": 3,
         *           "name": "Floods",
         *           "userSelected": null,
         *           "countProjects": null,
         *           "countUsers": null
         *         }
         *       ]
         *     }
         */
        InterestList: {
            interests: {
                /** @description Id of the interest */
                id: number;
                /** @description Its name, which is unique */
                name: string;
                /** @description Whether the user has chosen it; null where not asked */
                userSelected: boolean | null;
                /** @description Projects that have it; null where not counted */
                countProjects: number | null;
                /** @description Users who have it; null where not counted */
                countUsers: number | null;
            }[];
        };
        /**
         * @description Every task of a project with the last thing that happened to it, by task id
         * @example {
         *       "activity": [
         *         {
         *           "taskId": 1,
         *           "taskStatus": "READY",
         *           "actionDate": null,
         *           "actionBy": null
         *         },
         *         {
         *           "taskId": 3,
         *           "taskStatus": "MAPPED",
         *           "actionDate": "2026-01-05T08:15:03.411093Z",
         *           "actionBy": "mapper"
         *         }
         *       ]
         *     }
         */
        LatestActivity: {
            activity: {
                taskId: number;
                taskStatus: components["schemas"]["TaskStatus"];
                actionDate: string | null;
                actionBy: string | null;
            }[];
        };
        /**
         * @description What the user of the session has locked
         * @example {
         *       "lockedTasks": [
         *         11,
         *         14
         *       ],
         *       "projectId": 101,
         *       "taskStatus": "LOCKED_FOR_VALIDATION"
         *     }
         * @example {
         *       "lockedTasks": [],
         *       "projectId": null,
         *       "taskStatus": null
         *     }
         */
        LockedTasks: {
            /** @description Ids of the tasks that the user of the session has locked */
            lockedTasks: number[];
            /** @description Project of the first of them */
            projectId: number | null;
            taskStatus: components["schemas"]["TaskStatus"] | null;
        };
        /**
         * @description Tasks that are mapped and wait for validation, by mapper
         * @example {
         *       "mappedTasks": [
         *         {
         *           "username": "demo_mapper",
         *           "mappedTaskCount": 2,
         *           "tasksMapped": [
         *             12,
         *             15
         *           ],
         *           "lastSeen": "2026-11-24T08:15:12.644372Z",
         *           "mappingLevel": "BEGINNER",
         *           "dateRegistered": "2024-05-17T08:30:00.123456Z",
         *           "lastValidationDate": null
         *         }
         *       ]
         *     }
         */
        MappedTasks: {
            mappedTasks: {
                username: string;
                mappedTaskCount: number;
                tasksMapped: number[];
                /**
                 * Format: date-time
                 * @example 2026-01-05T08:15:12.644372Z
                 */
                lastSeen: string;
                mappingLevel: string;
                dateRegistered: string | null;
                lastValidationDate: string | null;
            }[];
        };
        /**
         * @description What became of a task that was mapped
         * @example {
         *       "status": "MAPPED",
         *       "comment": "All buildings traced"
         *     }
         */
        MappingResult: {
            /**
             * @description The new state of the task, in any case
             * @example MAPPED
             * @enum {string}
             */
            status: "MAPPED" | "BADIMAGERY" | "READY";
            /** @description Shown in the history; `@[name]` sends that user a message */
            comment?: string | null;
        };
        /**
         * @description What is mapped
         * @enum {string}
         */
        MappingType: "ROADS" | "BUILDINGS" | "WATERWAYS" | "LAND_USE" | "OTHER";
        /**
         * @description A GeoJSON MultiPolygon in EPSG:4326
         * @example {
         *       "type": "MultiPolygon",
         *       "coordinates": [
         *         [
         *           [
         *             [
         *               85.297,
         *               27.678
         *             ],
         *             [
         *               85.303,
         *               27.678
         *             ],
         *             [
         *               85.303,
         *               27.683
         *             ],
         *             [
         *               85.297,
         *               27.683
         *             ],
         *             [
         *               85.297,
         *               27.678
         *             ]
         *           ]
         *         ]
         *       ]
         *     }
         */
        MultiPolygon: {
            /** @constant */
            type: "MultiPolygon";
            coordinates: number[][][][];
        };
        /**
         * @description A comment on a task
         * @example {
         *       "comment": "The river moved, @[demo_validator]"
         *     }
         */
        NewComment: {
            comment: string;
        };
        /**
         * @description An interest to be made or renamed
         * @example {
         *       "name": "Floods"
         *     }
         */
        NewInterest: {
            name: string;
        };
        /**
         * @description Which task is wanted
         * @example {
         *       "for": "mapping",
         *       "order": "nearest",
         *       "near": [
         *         14.4,
         *         35.9
         *       ]
         *     }
         */
        NextTask: {
            /** @enum {string} */
            for: "mapping" | "validation";
            /**
             * @description Priority areas come first in any case; a project that enforces random selection overrides this
             * @default priority
             * @enum {string}
             */
            order: "priority" | "nearest" | "random";
            /** @description Longitude and latitude; needed for `nearest` */
            near?: [
                number,
                number
            ];
            /**
             * @description How many; more than one only for validation
             * @default 1
             */
            count: number;
        };
        /** @description A GeoJSON Point in EPSG:4326 */
        Point: {
            /** @constant */
            type: "Point";
            coordinates: [
                number,
                number
            ];
        };
        /** @description A GeoJSON Polygon in EPSG:4326 */
        Polygon: {
            /** @constant */
            type: "Polygon";
            coordinates: [
                number,
                number
            ][][];
        };
        /**
         * @description Areas that are to be mapped first
         * @example [
         *       {
         *         "type": "Polygon",
         *         "coordinates": [
         *           [
         *             [
         *               85.3,
         *               27.68
         *             ],
         *             [
         *               85.35,
         *               27.68
         *             ],
         *             [
         *               85.35,
         *               27.72
         *             ],
         *             [
         *               85.3,
         *               27.72
         *             ],
         *             [
         *               85.3,
         *               27.68
         *             ]
         *           ]
         *         ]
         *       }
         *     ]
         */
        PriorityAreas: components["schemas"]["Polygon"][];
        /**
         * @description A project with its area and tasks
         * @example {
         *       "projectId": 1,
         *       "defaultLocale": "en",
         *       "author": "demo_manager",
         *       "status": "PUBLISHED",
         *       "created": "2026-01-01T00:00:00.000000Z",
         *       "dueDate": null,
         *       "lastUpdated": "2026-02-20T12:34:56.789000Z",
         *       "projectPriority": "MEDIUM",
         *       "difficulty": "EASY",
         *       "organisation": 1,
         *       "organisationName": "Demo",
         *       "organisationSlug": "demo",
         *       "organisationLogo": null,
         *       "countryTag": [
         *         "Nepal"
         *       ],
         *       "osmchaFilterId": null,
         *       "changesetComment": "#tessera-1",
         *       "imagery": null,
         *       "licenseId": null,
         *       "idPresets": null,
         *       "extraIdParams": null,
         *       "rapidPowerUser": false,
         *       "database": "OSM",
         *       "sandbox": false,
         *       "private": false,
         *       "enforceRandomTaskSelection": false,
         *       "mappingPermission": "ANY",
         *       "validationPermission": "ANY",
         *       "mappingTypes": [
         *         "ROADS",
         *         "BUILDINGS"
         *       ],
         *       "mappingEditors": [
         *         "ID",
         *         "JOSM"
         *       ],
         *       "validationEditors": [
         *         "ID",
         *         "JOSM"
         *       ],
         *       "allowedUsernames": [],
         *       "teams": [
         *         {
         *           "teamId": 1,
         *           "name": "Managers",
         *           "role": "PROJECT_MANAGER"
         *         }
         *       ],
         *       "customEditor": null,
         *       "projectInfo": {
         *         "locale": "en",
         *         "name": "Kathmandu buildings",
         *         "shortDescription": "Trace the buildings",
         *         "description": "",
         *         "instructions": "Trace **everything**",
         *         "perTaskInstructions": "Tile {x}/{y} at zoom {z}"
         *       },
         *       "percentMapped": 23,
         *       "percentValidated": 10,
         *       "percentBadImagery": 5,
         *       "areaOfInterest": {
         *         "type": "MultiPolygon",
         *         "coordinates": [
         *           [
         *             [
         *               [
         *                 85.3,
         *                 27.68
         *               ],
         *               [
         *                 85.35,
         *                 27.68
         *               ],
         *               [
         *                 85.35,
         *                 27.72
         *               ],
         *               [
         *                 85.3,
         *                 27.72
         *               ],
         *               [
         *                 85.3,
         *                 27.68
         *               ]
         *             ]
         *           ]
         *         ]
         *       },
         *       "aoiBBOX": [
         *         85.3,
         *         27.68,
         *         85.35,
         *         27.72
         *       ],
         *       "tasks": {
         *         "type": "FeatureCollection",
         *         "features": [
         *           {
         *             "type": "Feature",
         *             "geometry": null,
         *             "properties": {
         *               "taskId": 7,
         *               "taskX": 48296,
         *               "taskY": 38021,
         *               "taskZoom": 16,
         *               "taskIsSquare": true,
         *               "taskStatus": "READY"
         *             }
         *           }
         *         ]
         *       },
         *       "projectInfoLocales": [
         *         {
         *           "locale": "en",
         *           "name": "Kathmandu buildings",
         *           "shortDescription": "Trace the buildings",
         *           "description": "",
         *           "instructions": "Trace **everything**",
         *           "perTaskInstructions": "Tile {x}/{y} at zoom {z}"
         *         }
         *       ],
         *       "mappingPermissionLevelId": 1,
         *       "validationPermissionLevelId": 2,
         *       "josmPreset": null,
         *       "campaigns": [
         *         {
         *           "id": 1,
         *           "name": "Monsoon"
         *         }
         *       ],
         *       "priorityAreas": null,
         *       "activeMappers": 2,
         *       "taskCreationMode": "GRID",
         *       "interests": [
         *         {
         *           "id": 1,
         *           "name": "Floods",
         *           "userSelected": null,
         *           "countProjects": null,
         *           "countUsers": null
         *         }
         *       ]
         *     }
         */
        Project: {
            projectId: number;
            defaultLocale: string | null;
            /** @description Name of the user who made the project */
            author: string | null;
            status: components["schemas"]["ProjectStatus"];
            /**
             * Format: date-time
             * @example 2026-02-20T12:34:56.789000Z
             */
            created: string;
            dueDate: string | null;
            lastUpdated: string | null;
            projectPriority: components["schemas"]["ProjectPriority"];
            difficulty: components["schemas"]["ProjectDifficulty"];
            organisation: number | null;
            organisationName: string | null;
            organisationSlug: string | null;
            organisationLogo: string | null;
            countryTag: string[] | null;
            osmchaFilterId: string | null;
            changesetComment: string | null;
            imagery: string | null;
            licenseId: number | null;
            idPresets: string[] | null;
            extraIdParams: string | null;
            rapidPowerUser: boolean;
            database: string;
            sandbox: boolean;
            private: boolean;
            enforceRandomTaskSelection: boolean;
            mappingPermission: components["schemas"]["ProjectPermission"];
            validationPermission: components["schemas"]["ProjectPermission"];
            mappingTypes: components["schemas"]["MappingType"][];
            mappingEditors: components["schemas"]["Editor"][];
            validationEditors: components["schemas"]["Editor"][];
            allowedUsernames: string[];
            teams: {
                teamId: number;
                name: string;
                /** @enum {string} */
                role: "READ_ONLY" | "MAPPER" | "VALIDATOR" | "PROJECT_MANAGER";
            }[];
            customEditor: {
                name: string;
                description: string | null;
                url: string;
            } | null;
            /** @description Texts in the best language there is */
            projectInfo: components["schemas"]["ProjectInfo"] | null;
            /**
             * @description Of the tasks that can be worked on, in percent
             * @example 23
             */
            percentMapped: number;
            /**
             * @description Of the tasks that can be worked on, in percent
             * @example 23
             */
            percentValidated: number;
            percentBadImagery: number;
            areaOfInterest: components["schemas"]["MultiPolygon"];
            /** @description West, south, east, north in degrees */
            aoiBBOX: number[];
            tasks: components["schemas"]["TaskFeatures"] | components["schemas"]["BareTaskFeatures"];
            /** @description The texts in every language there is */
            projectInfoLocales: components["schemas"]["ProjectInfo"][];
            mappingPermissionLevelId: number;
            validationPermissionLevelId: number;
            josmPreset: string | null;
            campaigns: {
                id: number;
                name: string;
            }[];
            priorityAreas: components["schemas"]["Polygon"][] | null;
            /** @description How many users hold a lock */
            activeMappers: number;
            /** @enum {string} */
            taskCreationMode: "GRID" | "ARBITRARY";
            interests: {
                id: number;
                name: string | null;
                userSelected: boolean | null;
                countProjects: number | null;
                countUsers: number | null;
            }[];
        };
        /**
         * @description The areas of projects as GeoJSON, ordered by id
         * @example {
         *       "type": "FeatureCollection",
         *       "features": []
         *     }
         */
        ProjectAreas: {
            /** @constant */
            type: "FeatureCollection";
            features: {
                /** @constant */
                type: "Feature";
                geometry: components["schemas"]["MultiPolygon"];
                properties: {
                    projectId: number;
                    projectStatus: components["schemas"]["ProjectStatus"];
                    projectName: string;
                };
            }[];
        };
        /**
         * @description A project in a list
         * @example {
         *       "projectId": 1,
         *       "locale": "en",
         *       "name": "Kathmandu buildings",
         *       "shortDescription": "Trace the buildings",
         *       "difficulty": "EASY",
         *       "priority": "MEDIUM",
         *       "organisationName": "Demo",
         *       "organisationLogo": null,
         *       "campaigns": [
         *         {
         *           "id": 1,
         *           "name": "Monsoon"
         *         }
         *       ],
         *       "percentMapped": 23,
         *       "percentValidated": 10,
         *       "status": "PUBLISHED",
         *       "activeMappers": 2,
         *       "lastUpdated": "2026-02-20T12:34:56.789000Z",
         *       "dueDate": null,
         *       "totalContributors": 10,
         *       "country": [
         *         "Nepal"
         *       ],
         *       "sandbox": false,
         *       "database": "OSM",
         *       "creationDate": null,
         *       "author": "demo_manager",
         *       "partnerNames": null,
         *       "totalAreaSquareKilometers": null
         *     }
         */
        ProjectCard: {
            projectId: number;
            locale: string;
            name: string;
            shortDescription: string;
            difficulty: components["schemas"]["ProjectDifficulty"];
            priority: components["schemas"]["ProjectPriority"];
            organisationName: string | null;
            organisationLogo: string | null;
            campaigns: {
                id: number;
                name: string;
            }[];
            percentMapped: number;
            percentValidated: number;
            status: components["schemas"]["ProjectStatus"];
            activeMappers: number;
            lastUpdated: string | null;
            dueDate: string | null;
            totalContributors: number;
            country: string[] | null;
            sandbox: boolean;
            database: string;
            creationDate: null;
            author: string | null;
            partnerNames: null;
            totalAreaSquareKilometers: null;
        };
        /**
         * @description Projects in a list that has one page
         * @example {
         *       "mapResults": [],
         *       "results": [
         *         {
         *           "projectId": 1,
         *           "locale": "en",
         *           "name": "Kathmandu buildings",
         *           "shortDescription": "Trace the buildings",
         *           "difficulty": "EASY",
         *           "priority": "MEDIUM",
         *           "organisationName": "Demo",
         *           "organisationLogo": null,
         *           "campaigns": [
         *             {
         *               "id": 1,
         *               "name": "Monsoon"
         *             }
         *           ],
         *           "percentMapped": 23,
         *           "percentValidated": 10,
         *           "status": "PUBLISHED",
         *           "activeMappers": 2,
         *           "lastUpdated": "2026-02-20T12:34:56.789000Z",
         *           "dueDate": null,
         *           "totalContributors": 10,
         *           "country": [
         *             "Nepal"
         *           ],
         *           "sandbox": false,
         *           "database": "OSM",
         *           "creationDate": null,
         *           "author": "demo_manager",
         *           "partnerNames": null,
         *           "totalAreaSquareKilometers": null
         *         }
         *       ],
         *       "pagination": null
         *     }
         */
        ProjectCards: {
            mapResults: unknown[];
            results: components["schemas"]["ProjectCard"][];
            pagination: null;
        };
        /** @description The centres of projects as GeoJSON */
        ProjectCentres: {
            /** @constant */
            type: "FeatureCollection";
            features: {
                /** @constant */
                type: "Feature";
                geometry: components["schemas"]["Point"];
                properties: {
                    projectId: number;
                    priority: components["schemas"]["ProjectPriority"];
                };
            }[];
        };
        /**
         * @description The id of the new project
         * @example {
         *       "projectId": 12
         *     }
         */
        ProjectCreated: {
            projectId: number;
        };
        /**
         * @description The project is gone
         * @example {
         *       "Success": "Project deleted"
         *     }
         */
        ProjectDeleted: {
            Success: string;
        };
        /**
         * @description How hard the mapping is
         * @enum {string}
         */
        ProjectDifficulty: "EASY" | "MODERATE" | "CHALLENGING";
        /** @description The same project with keys in snake case, as the file has them */
        ProjectFile: {
            project_id: number;
            project_status: components["schemas"]["ProjectStatus"];
            tasks: components["schemas"]["TaskFeatures"] | components["schemas"]["BareTaskFeatures"];
        } & {
            [key: string]: unknown;
        };
        /** @description Tiles into which the server divides the area (an addition of this server) */
        ProjectGrid: {
            /** @description Zoom of the Web-Mercator tiles; each more makes four of one */
            zoom: number;
            /**
             * @description Whether tiles are cut to the area
             * @default false
             */
            clip: boolean;
        };
        /** @description The texts of a project in one language */
        ProjectInfo: {
            locale: string;
            name: string;
            shortDescription: string;
            description: string;
            instructions: string;
            perTaskInstructions: string;
        };
        /** @description Where the page is among the others */
        ProjectPagination: {
            hasNext: boolean;
            hasPrev: boolean;
            nextNum: number | null;
            page: number;
            pages: number;
            prevNum: number | null;
            perPage: number;
            total: number;
        };
        /**
         * @description Who may: anybody, or teams
         * @enum {string}
         */
        ProjectPermission: "ANY" | "TEAMS";
        /**
         * @description How urgent the project is
         * @enum {string}
         */
        ProjectPriority: "URGENT" | "HIGH" | "MEDIUM" | "LOW";
        /**
         * @description How far a project is, how long the work took, and how long the rest may take; times in seconds
         * @example {
         *       "projectId": 114,
         *       "projectArea(in sq.km)": 7.00790636451149,
         *       "totalMappers": 4,
         *       "totalTasks": 6,
         *       "totalComments": 2,
         *       "totalMappingTime": 2332,
         *       "totalValidationTime": 300,
         *       "totalTimeSpent": 2632,
         *       "averageMappingTime": 583,
         *       "averageValidationTime": 300,
         *       "percentMapped": 60,
         *       "percentValidated": 20,
         *       "percentBadImagery": 16,
         *       "aoiCentroid": {
         *         "type": "Point",
         *         "coordinates": [
         *           86.00647,
         *           27.702983
         *         ]
         *       },
         *       "timeToFinishMapping": 1166,
         *       "timeToFinishValidating": 1200
         *     }
         */
        ProjectStatistics: {
            projectId: number;
            "projectArea(in sq.km)": number;
            /** @description Users who have worked on the project */
            totalMappers: number;
            totalTasks: number;
            totalComments: number;
            /** @description Seconds */
            totalMappingTime: number;
            totalValidationTime: number;
            totalTimeSpent: number;
            averageMappingTime: number;
            averageValidationTime: number;
            /**
             * @description Of the tasks whose imagery can be used
             * @example 60
             */
            percentMapped: number;
            /** @example 60 */
            percentValidated: number;
            /**
             * @description Of all tasks
             * @example 60
             */
            percentBadImagery: number;
            aoiCentroid: components["schemas"]["Point"];
            timeToFinishMapping: number;
            timeToFinishValidating: number;
        };
        /**
         * @description Whether the project can be worked on
         * @enum {string}
         */
        ProjectStatus: "ARCHIVED" | "PUBLISHED" | "DRAFT";
        /**
         * @description A project without its area and tasks
         * @example {
         *       "projectId": 1,
         *       "defaultLocale": "en",
         *       "author": "demo_manager",
         *       "status": "PUBLISHED",
         *       "created": "2026-01-01T00:00:00.000000Z",
         *       "dueDate": null,
         *       "lastUpdated": "2026-02-20T12:34:56.789000Z",
         *       "projectPriority": "MEDIUM",
         *       "difficulty": "EASY",
         *       "organisation": 1,
         *       "organisationName": "Demo",
         *       "organisationSlug": "demo",
         *       "organisationLogo": null,
         *       "countryTag": [
         *         "Nepal"
         *       ],
         *       "osmchaFilterId": null,
         *       "changesetComment": "#tessera-1",
         *       "imagery": null,
         *       "licenseId": null,
         *       "idPresets": null,
         *       "extraIdParams": null,
         *       "rapidPowerUser": false,
         *       "database": "OSM",
         *       "sandbox": false,
         *       "private": false,
         *       "enforceRandomTaskSelection": false,
         *       "mappingPermission": "ANY",
         *       "validationPermission": "ANY",
         *       "mappingTypes": [
         *         "ROADS",
         *         "BUILDINGS"
         *       ],
         *       "mappingEditors": [
         *         "ID",
         *         "JOSM"
         *       ],
         *       "validationEditors": [
         *         "ID",
         *         "JOSM"
         *       ],
         *       "allowedUsernames": [],
         *       "teams": [
         *         {
         *           "teamId": 1,
         *           "name": "Managers",
         *           "role": "PROJECT_MANAGER"
         *         }
         *       ],
         *       "customEditor": null,
         *       "projectInfo": {
         *         "locale": "en",
         *         "name": "Kathmandu buildings",
         *         "shortDescription": "Trace the buildings",
         *         "description": "",
         *         "instructions": "Trace **everything**",
         *         "perTaskInstructions": "Tile {x}/{y} at zoom {z}"
         *       },
         *       "percentMapped": 23,
         *       "percentValidated": 10,
         *       "percentBadImagery": 5,
         *       "campaigns": [
         *         {
         *           "id": 1,
         *           "name": "Monsoon",
         *           "logo": null,
         *           "url": null,
         *           "description": null,
         *           "organisations": null
         *         }
         *       ],
         *       "aoiCentroid": {
         *         "type": "Point",
         *         "coordinates": [
         *           85.325,
         *           27.7
         *         ]
         *       },
         *       "shortDescription": null
         *     }
         */
        ProjectSummary: {
            projectId: number;
            defaultLocale: string | null;
            /** @description Name of the user who made the project */
            author: string | null;
            status: components["schemas"]["ProjectStatus"];
            /**
             * Format: date-time
             * @example 2026-02-20T12:34:56.789000Z
             */
            created: string;
            dueDate: string | null;
            lastUpdated: string | null;
            projectPriority: components["schemas"]["ProjectPriority"];
            difficulty: components["schemas"]["ProjectDifficulty"];
            organisation: number | null;
            organisationName: string | null;
            organisationSlug: string | null;
            organisationLogo: string | null;
            countryTag: string[] | null;
            osmchaFilterId: string | null;
            changesetComment: string | null;
            imagery: string | null;
            licenseId: number | null;
            idPresets: string[] | null;
            extraIdParams: string | null;
            rapidPowerUser: boolean;
            database: string;
            sandbox: boolean;
            private: boolean;
            enforceRandomTaskSelection: boolean;
            mappingPermission: components["schemas"]["ProjectPermission"];
            validationPermission: components["schemas"]["ProjectPermission"];
            mappingTypes: components["schemas"]["MappingType"][];
            mappingEditors: components["schemas"]["Editor"][];
            validationEditors: components["schemas"]["Editor"][];
            allowedUsernames: string[];
            teams: {
                teamId: number;
                name: string;
                /** @enum {string} */
                role: "READ_ONLY" | "MAPPER" | "VALIDATOR" | "PROJECT_MANAGER";
            }[];
            customEditor: {
                name: string;
                description: string | null;
                url: string;
            } | null;
            /** @description Texts in the best language there is */
            projectInfo: components["schemas"]["ProjectInfo"] | null;
            /**
             * @description Of the tasks that can be worked on, in percent
             * @example 23
             */
            percentMapped: number;
            /**
             * @description Of the tasks that can be worked on, in percent
             * @example 23
             */
            percentValidated: number;
            percentBadImagery: number;
            campaigns: {
                id: number;
                name: string;
                logo: string | null;
                url: string | null;
                description: string | null;
                organisations: null;
            }[];
            aoiCentroid: components["schemas"]["Point"];
            shortDescription: null;
        };
        /**
         * @description Why the work ends, or nothing
         * @example {
         *       "comment": "No time left"
         *     }
         */
        StopWork: {
            /** @description Shown in the history; `@[name]` sends that user a message */
            comment?: string | null;
        } | null;
        /**
         * @description That it was done
         * @example {
         *       "Success": "All tasks mapped"
         *     }
         */
        Success: {
            Success: string;
        };
        /**
         * @example {
         *       "Success": "Interest deleted"
         *     }
         */
        SuccessInterestDeleted: {
            /** @constant */
            Success: "Interest deleted";
        };
        /**
         * @description What the whole installation holds
         * @example {
         *       "mappersOnline": 4,
         *       "tasksMapped": 47,
         *       "totalMappers": 21,
         *       "totalProjects": 14,
         *       "averageCompletionTime": null
         *     }
         */
        SystemStatistics: {
            /** @description Users who hold a lock */
            mappersOnline: number;
            /** @description Tasks that are mapped or validated, and not locked */
            tasksMapped: number;
            /** @description Users */
            totalMappers: number;
            totalProjects: number;
            averageCompletionTime: null;
            /** @description This and the rest: only with abbreviated=false */
            tasksValidated?: number;
            totalValidators?: number;
            /** @description Of all projects, in square kilometres */
            totalArea?: number;
            totalOrganisations?: number;
            totalCampaigns?: number;
            organisations?: {
                organisation: string;
                projectsCreated: number;
            }[];
            campaigns?: {
                tag: string;
                projectsCreated: number;
            }[];
        };
        /**
         * @description A task with its history
         * @example {
         *       "taskId": 7,
         *       "projectId": 1,
         *       "taskStatus": "LOCKED_FOR_MAPPING",
         *       "lockHolder": "demo_mapper",
         *       "taskHistory": [
         *         {
         *           "historyId": 12,
         *           "taskId": null,
         *           "action": "LOCKED_FOR_MAPPING",
         *           "actionText": null,
         *           "actionDate": "2026-11-24T08:15:12.644372Z",
         *           "actionBy": "demo_mapper",
         *           "pictureUrl": null,
         *           "issues": null
         *         }
         *       ],
         *       "taskAnnotation": [],
         *       "perTaskInstructions": "Tile 48296/38021 at zoom 16",
         *       "autoUnlockSeconds": 7200,
         *       "lastUpdated": "2026-11-24T08:15:12.644372Z",
         *       "numberOfComments": null,
         *       "geometry": {
         *         "type": "MultiPolygon",
         *         "coordinates": [
         *           [
         *             [
         *               [
         *                 85.297,
         *                 27.678
         *               ],
         *               [
         *                 85.303,
         *                 27.678
         *               ],
         *               [
         *                 85.303,
         *                 27.683
         *               ],
         *               [
         *                 85.297,
         *                 27.683
         *               ],
         *               [
         *                 85.297,
         *                 27.678
         *               ]
         *             ]
         *           ]
         *         ]
         *       }
         *     }
         */
        Task: {
            taskId: number;
            projectId: number;
            taskStatus: components["schemas"]["TaskStatus"];
            /** @description Name of the user who holds the lock */
            lockHolder: string | null;
            /** @description Newest first */
            taskHistory: components["schemas"]["TaskHistory"][];
            taskAnnotation: components["schemas"]["TaskAnnotation"][];
            perTaskInstructions: string;
            /** @description How long a lock lasts */
            autoUnlockSeconds: number;
            lastUpdated: string | null;
            numberOfComments: number | null;
            geometry: components["schemas"]["MultiPolygon"] | null;
        };
        /** @description What a program noted about a task */
        TaskAnnotation: {
            taskId: number;
            annotationType: string;
            annotationSource: string | null;
            annotationMarkdown: string | null;
            properties: unknown;
        };
        /**
         * @description Tasks as GeoJSON, ordered by id
         * @example {
         *       "type": "FeatureCollection",
         *       "features": [
         *         {
         *           "type": "Feature",
         *           "geometry": {
         *             "type": "MultiPolygon",
         *             "coordinates": [
         *               [
         *                 [
         *                   [
         *                     85.297,
         *                     27.678
         *                   ],
         *                   [
         *                     85.303,
         *                     27.678
         *                   ],
         *                   [
         *                     85.303,
         *                     27.683
         *                   ],
         *                   [
         *                     85.297,
         *                     27.683
         *                   ],
         *                   [
         *                     85.297,
         *                     27.678
         *                   ]
         *                 ]
         *               ]
         *             ]
         *           },
         *           "properties": {
         *             "taskId": 7,
         *             "taskX": 48296,
         *             "taskY": 38021,
         *             "taskZoom": 16,
         *             "taskIsSquare": true,
         *             "taskStatus": "READY",
         *             "lockedBy": null,
         *             "mappedBy": null,
         *             "validatedBy": null
         *           }
         *         }
         *       ]
         *     }
         */
        TaskFeatures: {
            /** @constant */
            type: "FeatureCollection";
            features: {
                /** @constant */
                type: "Feature";
                geometry: components["schemas"]["MultiPolygon"] | null;
                properties: {
                    taskId: number;
                    taskX: number | null;
                    /** @description Row of the tile, counted from the south (TMS) */
                    taskY: number | null;
                    taskZoom: number | null;
                    taskIsSquare: boolean | null;
                    taskStatus: components["schemas"]["TaskStatus"];
                    lockedBy: number | null;
                    mappedBy: number | null;
                    validatedBy: number | null;
                };
            }[];
        };
        /** @description One thing that happened to a task */
        TaskHistory: {
            historyId: number;
            taskId: number | null;
            /** @enum {string} */
            action: "LOCKED_FOR_MAPPING" | "LOCKED_FOR_VALIDATION" | "STATE_CHANGE" | "COMMENT" | "AUTO_UNLOCKED_FOR_MAPPING" | "AUTO_UNLOCKED_FOR_VALIDATION" | "EXTENDED_FOR_MAPPING" | "EXTENDED_FOR_VALIDATION";
            /** @description The new state, the comment, or how long the lock lasted */
            actionText: string | null;
            /**
             * Format: date-time
             * @example 2026-01-05T08:15:12.644372Z
             */
            actionDate: string;
            actionBy: string | null;
            pictureUrl: string | null;
            issues: {
                categoryId: number;
                name: string;
                count: number;
            }[] | null;
        };
        /**
         * @description Tasks with their history
         * @example {
         *       "tasks": [
         *         {
         *           "taskId": 7,
         *           "projectId": 1,
         *           "taskStatus": "LOCKED_FOR_MAPPING",
         *           "lockHolder": "demo_mapper",
         *           "taskHistory": [
         *             {
         *               "historyId": 12,
         *               "taskId": null,
         *               "action": "LOCKED_FOR_MAPPING",
         *               "actionText": null,
         *               "actionDate": "2026-11-24T08:15:12.644372Z",
         *               "actionBy": "demo_mapper",
         *               "pictureUrl": null,
         *               "issues": null
         *             }
         *           ],
         *           "taskAnnotation": [],
         *           "perTaskInstructions": "Tile 48296/38021 at zoom 16",
         *           "autoUnlockSeconds": 7200,
         *           "lastUpdated": "2026-11-24T08:15:12.644372Z",
         *           "numberOfComments": null,
         *           "geometry": {
         *             "type": "MultiPolygon",
         *             "coordinates": [
         *               [
         *                 [
         *                   [
         *                     85.297,
         *                     27.678
         *                   ],
         *                   [
         *                     85.303,
         *                     27.678
         *                   ],
         *                   [
         *                     85.303,
         *                     27.683
         *                   ],
         *                   [
         *                     85.297,
         *                     27.683
         *                   ],
         *                   [
         *                     85.297,
         *                     27.678
         *                   ]
         *                 ]
         *               ]
         *             ]
         *           }
         *         }
         *       ]
         *     }
         */
        TaskList: {
            tasks: components["schemas"]["Task"][];
        };
        /**
         * @description How many tasks became mapped, validated, bad imagery on each day on which any did
         * @example {
         *       "taskStats": [
         *         {
         *           "date": "2026-01-05",
         *           "mapped": 28,
         *           "validated": 0,
         *           "badImagery": 0
         *         }
         *       ]
         *     }
         */
        TaskStatistics: {
            taskStats: {
                /**
                 * Format: date
                 * @example 2026-01-05
                 */
                date: string;
                mapped: number;
                validated: number;
                badImagery: number;
            }[];
        };
        /**
         * @description The state of a task
         * @enum {string}
         */
        TaskStatus: "READY" | "LOCKED_FOR_MAPPING" | "MAPPED" | "LOCKED_FOR_VALIDATION" | "VALIDATED" | "INVALIDATED" | "BADIMAGERY" | "SPLIT";
        /**
         * @description Tasks whose locks are to last longer
         * @example {
         *       "taskIds": [
         *         1
         *       ]
         *     }
         */
        TasksToExtend: {
            /**
             * @description Ids of tasks; given twice they count once
             * @example [
             *       1,
             *       2
             *     ]
             */
            taskIds: number[];
        };
        /**
         * @description Tasks that are to be locked
         * @example {
         *       "taskIds": [
         *         1,
         *         2
         *       ]
         *     }
         */
        TasksToLock: {
            /**
             * @description Ids of tasks; given twice they count once
             * @example [
             *       1,
             *       2
             *     ]
             */
            taskIds: number[];
        };
        /**
         * @description Tasks that are given back
         * @example {
         *       "resetTasks": [
         *         {
         *           "taskId": 1,
         *           "comment": "Later"
         *         }
         *       ]
         *     }
         */
        TasksToReset: {
            resetTasks: {
                taskId: number;
                /** @description Shown in the history; `@[name]` sends that user a message */
                comment?: string | null;
            }[];
        };
        /**
         * @description An area, and the tiles that are to be laid over it
         * @example {
         *       "areaOfInterest": {
         *         "type": "FeatureCollection",
         *         "features": [
         *           {
         *             "type": "Feature",
         *             "properties": {},
         *             "geometry": {
         *               "type": "Polygon",
         *               "coordinates": [
         *                 [
         *                   [
         *                     14.48,
         *                     35.86
         *                   ],
         *                   [
         *                     14.53,
         *                     35.86
         *                   ],
         *                   [
         *                     14.53,
         *                     35.91
         *                   ],
         *                   [
         *                     14.48,
         *                     35.91
         *                   ],
         *                   [
         *                     14.48,
         *                     35.86
         *                   ]
         *                 ]
         *               ]
         *             }
         *           }
         *         ]
         *       },
         *       "grid": {
         *         "type": "FeatureCollection",
         *         "features": [
         *           {
         *             "type": "Feature",
         *             "properties": {},
         *             "geometry": {
         *               "type": "Polygon",
         *               "coordinates": [
         *                 [
         *                   [
         *                     14.48,
         *                     35.86
         *                   ],
         *                   [
         *                     14.53,
         *                     35.86
         *                   ],
         *                   [
         *                     14.53,
         *                     35.91
         *                   ],
         *                   [
         *                     14.48,
         *                     35.91
         *                   ],
         *                   [
         *                     14.48,
         *                     35.86
         *                   ]
         *                 ]
         *               ]
         *             }
         *           }
         *         ]
         *       },
         *       "clipToAoi": true
         *     }
         */
        TilesToTrim: {
            areaOfInterest: {
                [key: string]: unknown;
            };
            /** @description A FeatureCollection of tiles with x, y, zoom, isSquare */
            grid: {
                [key: string]: unknown;
            };
            /** @description Whether tiles are cut to the area */
            clipToAoi: boolean;
        };
        /**
         * @description The tiles that the area meets
         * @example {
         *       "type": "FeatureCollection",
         *       "features": []
         *     }
         */
        TrimmedTiles: {
            /** @constant */
            type: "FeatureCollection";
            features: {
                /** @constant */
                type: "Feature";
                geometry: {
                    /** @constant */
                    type: "MultiPolygon";
                    coordinates: unknown[];
                };
                properties: {
                    x: number | null;
                    y: number | null;
                    zoom: number | null;
                    isSquare: boolean;
                };
            }[];
        };
        /**
         * @description A user, their profile and what they want to be told
         * @example {
         *       "id": 1005,
         *       "username": "mapper",
         *       "role": "MAPPER",
         *       "mappingLevel": "BEGINNER",
         *       "level_ordering": 1,
         *       "projectsMapped": 14,
         *       "emailAddress": null,
         *       "isEmailVerified": false,
         *       "isExpert": false,
         *       "twitterId": null,
         *       "facebookId": null,
         *       "linkedinId": null,
         *       "slackId": null,
         *       "ircId": null,
         *       "skypeId": null,
         *       "city": null,
         *       "country": null,
         *       "name": null,
         *       "pictureUrl": null,
         *       "defaultEditor": "ID",
         *       "mentionsNotifications": true,
         *       "questionsAndCommentsNotifications": true,
         *       "projectsNotifications": true,
         *       "tasksNotifications": true,
         *       "taskValidationNotification": true,
         *       "taskInvalidationNotification": true,
         *       "taskCommentsNotifications": true,
         *       "teamsAnnouncementNotifications": true,
         *       "gender": null,
         *       "selfDescriptionGender": null
         *     }
         */
        User: {
            /** @description OSM user id */
            id: number;
            username: string;
            /** @enum {string} */
            role: "READ_ONLY" | "MAPPER" | "ADMIN";
            mappingLevel: string;
            /** @description Rank of the mapping level */
            level_ordering: number;
            /** @description How many projects; null where there is none */
            projectsMapped: number | null;
            /** @description Null in the profile of somebody else */
            emailAddress: string | null;
            /** @description Null in the profile of somebody else */
            isEmailVerified: boolean | null;
            isExpert: boolean;
            twitterId: string | null;
            facebookId: string | null;
            linkedinId: string | null;
            slackId: string | null;
            ircId: string | null;
            skypeId: string | null;
            city: string | null;
            country: string | null;
            name: string | null;
            pictureUrl: string | null;
            defaultEditor: string;
            mentionsNotifications: boolean;
            questionsAndCommentsNotifications: boolean;
            projectsNotifications: boolean;
            tasksNotifications: boolean;
            taskValidationNotification: boolean;
            taskInvalidationNotification: boolean;
            taskCommentsNotifications: boolean;
            teamsAnnouncementNotifications: boolean;
            /** @description Null in the profile of somebody else */
            gender: ("MALE" | "FEMALE" | "SELF_DESCRIBE" | "PREFER_NOT") | null;
            /** @description Null in the profile of somebody else */
            selfDescriptionGender: string | null;
        };
        /**
         * @description What a user has done; times in seconds
         * @example {
         *       "totalTimeSpent": 1350,
         *       "timeSpentMapping": 0,
         *       "timeSpentValidating": 1350,
         *       "projectsMapped": 0,
         *       "countriesContributed": {
         *         "countries": [
         *           {
         *             "name": "Nepal",
         *             "mapped": 0,
         *             "validated": 17,
         *             "total": 17
         *           }
         *         ],
         *         "total": 1
         *       },
         *       "contributionsByDay": [
         *         {
         *           "date": "2026-01-09",
         *           "count": 17
         *         }
         *       ],
         *       "tasksMapped": 0,
         *       "tasksValidated": 17,
         *       "tasksInvalidated": 10,
         *       "tasksInvalidatedByOthers": 1,
         *       "tasksValidatedByOthers": 0,
         *       "ContributionsByInterest": [
         *         {
         *           "id": 1,
         *           "name": "Floods",
         *           "userSelected": null,
         *           "countProjects": 1,
         *           "countUsers": null
         *         }
         *       ]
         *     }
         */
        UserStatistics: {
            /** @description Seconds */
            totalTimeSpent: number;
            timeSpentMapping: number;
            timeSpentValidating: number;
            projectsMapped: number;
            countriesContributed: {
                countries: {
                    name: string;
                    mapped: number;
                    validated: number;
                    total: number;
                }[];
                total: number;
            };
            /** @description Changes of state in the last year, newest day first */
            contributionsByDay: {
                /**
                 * Format: date
                 * @example 2026-01-05
                 */
                date: string;
                count: number;
            }[];
            tasksMapped: number;
            tasksValidated: number;
            tasksInvalidated: number;
            tasksInvalidatedByOthers: number;
            tasksValidatedByOthers: number;
            ContributionsByInterest: {
                id: number;
                name: string | null;
                userSelected: null;
                countProjects: number;
                countUsers: null;
            }[];
        };
        /**
         * @description What the validation of tasks found
         * @example {
         *       "validatedTasks": [
         *         {
         *           "taskId": 1,
         *           "status": "INVALIDATED",
         *           "comment": "Some huts are missing",
         *           "validationIssues": [
         *             {
         *               "mappingIssueCategoryId": 1,
         *               "issue": "Missed Feature(s)",
         *               "count": 3
         *             }
         *           ]
         *         }
         *       ]
         *     }
         */
        ValidationResults: {
            validatedTasks: {
                taskId: number;
                /**
                 * @description The new state of the task, in any case
                 * @enum {string}
                 */
                status: "VALIDATED" | "INVALIDATED" | "MAPPED";
                /** @description Shown in the history; `@[name]` sends that user a message */
                comment?: string | null;
                validationIssues?: {
                    mappingIssueCategoryId: number;
                    issue: string;
                    /** @description How many were seen; 0 is not stored */
                    count: number;
                }[] | null;
            }[];
        };
    };
    responses: {
        /** @description The server is busy, try again */
        Busy: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "Busy";
                };
            };
        };
        /** @description The request headers are too large */
        HeadersTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "HeadersTooLarge";
                };
            };
        };
        /** @description A user or a project has the interest */
        INTEREST_IN_USE: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    error: {
                        /**
                         * @description The status once more
                         * @constant
                         */
                        code: 409;
                        /**
                         * @description For programs
                         * @enum {string}
                         */
                        sub_code: "INTEREST_IN_USE";
                        /** @description A sentence for people */
                        message: string;
                        /** @description What was looked for */
                        details: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /** @description The server failed to answer this request. */
        INTERNAL_SERVER_ERROR: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    error: {
                        /**
                         * @description The status once more
                         * @constant
                         */
                        code: 500;
                        /**
                         * @description For programs
                         * @enum {string}
                         */
                        sub_code: "INTERNAL_SERVER_ERROR";
                        /** @description A sentence for people */
                        message: string;
                        /** @description What was looked for */
                        details: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /** @description The request is not valid */
        InvalidData: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "InvalidData";
                };
            };
        };
        /** @description The request is not valid; Requested bounding box is too large */
        InvalidData_or_BBoxTooBigError: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "InvalidData" | "BBoxTooBigError";
                };
            };
        };
        /** @description The request is not valid; The area of interest is not valid */
        InvalidData_or_InvalidArea: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "InvalidData" | "SelfIntersectingAOI" | "MustBeFeatureCollection" | "MustHaveFeatures" | "MustBeMultiPolygon" | "InvalidMultipolygon" | "InvalidCoordinate" | "ProjectedCoordinates" | "OutOfRange" | "AreaTooLarge" | "TooManyTasks" | "TooComplex" | "InvalidZoom" | "CannotSplit";
                };
            };
        };
        /** @description The request is not valid; The name is taken */
        InvalidData_or_NameExists: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "InvalidData" | "NameExists";
                };
            };
        };
        /** @description Invalid date value; Start date must be earlier than end date; The request is not valid */
        InvalidDateValue_or_InvalidDateRange_or_InvalidData: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "InvalidDateValue" | "InvalidDateRange" | "InvalidData";
                };
            };
        };
        /** @description Task in invalid state for mapping; User not on allowed list; Project is not published; Mapping not allowed because: MappingNotAllowed.USER_NOT_TEAM_MEMBER; Mapping not allowed because: MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL; User already has task locked */
        InvalidTaskState_or_5_more_507547: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "InvalidTaskState" | "UserNotAllowed" | "ProjectNotPublished" | "MappingNotAllowed.USER_NOT_TEAM_MEMBER" | "MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL" | "UserAlreadyHasTaskLocked";
                };
            };
        };
        /** @description Token is expired or invalid */
        InvalidToken: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "InvalidToken";
                };
            };
        };
        /** @description Status must be LOCKED_FOR_MAPPING to unlock; Attempting to unlock a task owned by another user */
        LockBeforeUnlocking_or_TaskNotOwned: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "LockBeforeUnlocking" | "TaskNotOwned";
                };
            };
        };
        /** @description Status must be LOCKED_FOR_MAPPING to unlock; Attempting to unlock a task owned by another user; Can only set status to MAPPED, BADIMAGERY, READY after mapping */
        LockBeforeUnlocking_or_TaskNotOwned_or_InvalidUnlockState: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "LockBeforeUnlocking" | "TaskNotOwned" | "InvalidUnlockState";
                };
            };
        };
        /** @description Task is not LOCKED_FOR_VALIDATION; Attempting to unlock a task owned by another user */
        NotLockedForValidation_or_TaskNotOwned: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "NotLockedForValidation" | "TaskNotOwned";
                };
            };
        };
        /** @description User is not permitted to create project; User not permitted: Private Project */
        NotPermittedToCreate_or_PrivateProject: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "NotPermittedToCreate" | "PrivateProject";
                };
            };
        };
        /** @description Task is not MAPPED, BADIMAGERY or INVALIDATED; Tasks cannot be validated by the same user who marked task as mapped or badimagery; User not on allowed list; Project is not published; Validation not allowed; User already has task locked */
        NotReadyForValidation_or_5_more_b3c264: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "NotReadyForValidation" | "CannotValidateMappedTask" | "UserNotAllowed" | "ProjectNotPublished" | "ValidtionNotAllowed" | "UserAlreadyHasTaskLocked";
                };
            };
        };
        /** @description Only admins may do this */
        OnlyAdminAccess: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "OnlyAdminAccess";
                };
            };
        };
        /** @description The requested project was not found on the server.; The tasks associated with the requested resource were not found on the server.; The requested resource was not found on the server. */
        PROJECT_NOT_FOUND_or_TASKS_NOT_FOUND_or_NOT_FOUND: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    error: {
                        /**
                         * @description The status once more
                         * @constant
                         */
                        code: 404;
                        /**
                         * @description For programs
                         * @enum {string}
                         */
                        sub_code: "PROJECT_NOT_FOUND" | "TASKS_NOT_FOUND" | "NOT_FOUND";
                        /** @description A sentence for people */
                        message: string;
                        /** @description What was looked for */
                        details: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /** @description The requested project was not found on the server.; The requested task was not found on the server.; The requested user was not found on the server.; The requested resource was not found on the server. */
        PROJECT_NOT_FOUND_or_TASK_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    error: {
                        /**
                         * @description The status once more
                         * @constant
                         */
                        code: 404;
                        /**
                         * @description For programs
                         * @enum {string}
                         */
                        sub_code: "PROJECT_NOT_FOUND" | "TASK_NOT_FOUND" | "USER_NOT_FOUND" | "NOT_FOUND";
                        /** @description A sentence for people */
                        message: string;
                        /** @description What was looked for */
                        details: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /** @description The requested project was not found on the server.; The requested user was not found on the server.; The requested resource was not found on the server. */
        PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    error: {
                        /**
                         * @description The status once more
                         * @constant
                         */
                        code: 404;
                        /**
                         * @description For programs
                         * @enum {string}
                         */
                        sub_code: "PROJECT_NOT_FOUND" | "USER_NOT_FOUND" | "NOT_FOUND";
                        /** @description A sentence for people */
                        message: string;
                        /** @description What was looked for */
                        details: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /** @description The requested project was not found on the server.; The requested user was not found on the server.; There is no task left for you in this project; The requested resource was not found on the server. */
        PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NoTaskAvailable_or_NOT_FOUND: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "NoTaskAvailable";
                } | {
                    error: {
                        /**
                         * @description The status once more
                         * @constant
                         */
                        code: 404;
                        /**
                         * @description For programs
                         * @enum {string}
                         */
                        sub_code: "PROJECT_NOT_FOUND" | "USER_NOT_FOUND" | "NOT_FOUND";
                        /** @description A sentence for people */
                        message: string;
                        /** @description What was looked for */
                        details: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /** @description User not permitted: Private Project */
        PrivateProject: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "PrivateProject";
                };
            };
        };
        /** @description User not permitted: Private Project; Unable to fetch project */
        PrivateProject_or_ProjectNotFetched: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "PrivateProject" | "ProjectNotFetched";
                };
            };
        };
        /** @description User is on read only mode; User not permitted: Private Project */
        ReadOnly_or_PrivateProject: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "ReadOnly" | "PrivateProject";
                };
            };
        };
        /** @description The request took too long to arrive */
        RequestTimeout: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "RequestTimeout";
                };
            };
        };
        /** @description The request body is too large: 1 MB, for areas and grids what the server is set to */
        RequestTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "RequestTooLarge";
                };
            };
        };
        /** @description Task is too small to be split; Status must be LOCKED_FOR_MAPPING to split; Attempting to split a task owned by another user; User not on allowed list; Project is not published; Mapping not allowed because: MappingNotAllowed.USER_NOT_TEAM_MEMBER; Mapping not allowed because: MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL; User already has task locked */
        SmallToSplit_or_7_more_7021cf: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "SmallToSplit" | "LockToSplit" | "SplitOtherUserTask" | "UserNotAllowed" | "ProjectNotPublished" | "MappingNotAllowed.USER_NOT_TEAM_MEMBER" | "MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL" | "UserAlreadyHasTaskLocked";
                };
            };
        };
        /** @description Task status is not LOCKED_FOR_MAPPING or LOCKED_FOR_VALIDATION.; Task is locked by another user. */
        TaskStatusNotLocked_or_LockedByAnotherUser: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "TaskStatusNotLocked" | "LockedByAnotherUser";
                };
            };
        };
        /** @description Too many requests a minute of this session or address, where their rate is limited */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "TooManyRequests";
                };
            };
        };
        /** @description The requested user was not found on the server. */
        USER_NOT_FOUND: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    error: {
                        /**
                         * @description The status once more
                         * @constant
                         */
                        code: 404;
                        /**
                         * @description For programs
                         * @enum {string}
                         */
                        sub_code: "USER_NOT_FOUND";
                        /** @description A sentence for people */
                        message: string;
                        /** @description What was looked for */
                        details: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /** @description The requested user was not found on the server.; The requested interest was not found on the server.; The requested resource was not found on the server. */
        USER_NOT_FOUND_or_INTEREST_NOT_FOUND_or_NOT_FOUND: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    error: {
                        /**
                         * @description The status once more
                         * @constant
                         */
                        code: 404;
                        /**
                         * @description For programs
                         * @enum {string}
                         */
                        sub_code: "USER_NOT_FOUND" | "INTEREST_NOT_FOUND" | "NOT_FOUND";
                        /** @description A sentence for people */
                        message: string;
                        /** @description What was looked for */
                        details: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /** @description The requested user was not found on the server.; The requested resource was not found on the server. */
        USER_NOT_FOUND_or_NOT_FOUND: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    error: {
                        /**
                         * @description The status once more
                         * @constant
                         */
                        code: 404;
                        /**
                         * @description For programs
                         * @enum {string}
                         */
                        sub_code: "USER_NOT_FOUND" | "NOT_FOUND";
                        /** @description A sentence for people */
                        message: string;
                        /** @description What was looked for */
                        details: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /** @description The requested user was not found on the server.; The requested organisation was not found on the server.; The requested project was not found on the server. */
        USER_NOT_FOUND_or_ORGANISATION_NOT_FOUND_or_PROJECT_NOT_FOUND: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    error: {
                        /**
                         * @description The status once more
                         * @constant
                         */
                        code: 404;
                        /**
                         * @description For programs
                         * @enum {string}
                         */
                        sub_code: "USER_NOT_FOUND" | "ORGANISATION_NOT_FOUND" | "PROJECT_NOT_FOUND";
                        /** @description A sentence for people */
                        message: string;
                        /** @description What was looked for */
                        details: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /** @description The requested user was not found on the server.; The requested project was not found on the server.; The requested resource was not found on the server. */
        USER_NOT_FOUND_or_PROJECT_NOT_FOUND_or_NOT_FOUND: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    error: {
                        /**
                         * @description The status once more
                         * @constant
                         */
                        code: 404;
                        /**
                         * @description For programs
                         * @enum {string}
                         */
                        sub_code: "USER_NOT_FOUND" | "PROJECT_NOT_FOUND" | "NOT_FOUND";
                        /** @description A sentence for people */
                        message: string;
                        /** @description What was looked for */
                        details: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /** @description The requested user was not found on the server.; The requested task was not found on the server. */
        USER_NOT_FOUND_or_TASK_NOT_FOUND: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    error: {
                        /**
                         * @description The status once more
                         * @constant
                         */
                        code: 404;
                        /**
                         * @description For programs
                         * @enum {string}
                         */
                        sub_code: "USER_NOT_FOUND" | "TASK_NOT_FOUND";
                        /** @description A sentence for people */
                        message: string;
                        /** @description What was looked for */
                        details: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /** @description Undo not allowed for this user */
        UndoPermissionError: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "UndoPermissionError";
                };
            };
        };
        /** @description The path and query are longer than 48 kB */
        UriTooLong: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "UriTooLong";
                };
            };
        };
        /** @description User not permitted to revert tasks */
        UserActionNotPermitted: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "UserActionNotPermitted";
                };
            };
        };
        /** @description User not accepted license terms */
        UserLicenseError: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "UserLicenseError";
                };
            };
        };
        /** @description User not on allowed list; Project is not published; Mapping not allowed because: MappingNotAllowed.USER_NOT_TEAM_MEMBER; Mapping not allowed because: MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL; User already has task locked; Validation not allowed */
        UserNotAllowed_or_5_more_a3152a: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "UserNotAllowed" | "ProjectNotPublished" | "MappingNotAllowed.USER_NOT_TEAM_MEMBER" | "MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL" | "UserAlreadyHasTaskLocked" | "ValidtionNotAllowed";
                };
            };
        };
        /** @description User is not permitted to do this */
        UserNotPermitted: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "UserNotPermitted";
                };
            };
        };
        /** @description User is not a manager of the project */
        UserPermissionError: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "UserPermissionError";
                };
            };
        };
        /** @description User is not a manager of the project; Project has mapped tasks, cannot be deleted */
        UserPermissionError_or_HasMappedTasks: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description A sentence for people */
                    Error: string;
                    /**
                     * @description For programs
                     * @enum {string}
                     */
                    SubCode: "UserPermissionError" | "HasMappedTasks";
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /**
         * @description Names this request in the logs
         * @example 0f9b1c7e-5d3a-4264-b0e1-f2a3c4d5e6f7
         */
        "X-Request-Id": string;
        /**
         * @description Always `Token`
         * @example Token
         */
        "WWW-Authenticate": string;
        /**
         * @description The name of the file, where one was asked for
         * @example attachment; filename="1-tasks.geojson"
         */
        "Content-Disposition": string;
        /**
         * @description Lets an editor fetch the boundaries of a private project: the `sig` of the exports. Only where the server asks for one
         * @example 1.MTc5NTU4NzIwMA.q3v1
         */
        "Export-Signature": string;
        /**
         * @description What this answer was made of. Sent back as `If-None-Match`, it asks for the answer only where it is another one by now
         * @example W/"2fZ0mZCGbT8Jm7cFhK1yq0Wv3hU"
         */
        ETag: string;
        /**
         * @description It may be kept, and is to be asked for each time
         * @example private, no-cache
         */
        "Cache-Control": string;
        /**
         * @description Requests a minute, where their rate is limited
         * @example 1200
         */
        "RateLimit-Limit": number;
        /**
         * @description Requests that are left of them
         * @example 1199
         */
        "RateLimit-Remaining": number;
        /**
         * @description Seconds until all of them are there again
         * @example 42
         */
        "RateLimit-Reset": number;
        /**
         * @description Seconds to wait
         * @example 42
         */
        "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listInterests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All interests */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "interests": [
                     *         {
                     *           "id": 3,
                     *           "name": "Floods",
                     *           "userSelected": null,
                     *           "countProjects": null,
                     *           "countUsers": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["InterestList"];
                };
            };
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    createInterest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Floods"
                 *     }
                 */
                "application/json": components["schemas"]["NewInterest"];
            };
        };
        responses: {
            /** @description Create an interest */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 3,
                     *       "name": "Floods"
                     *     }
                     */
                    "application/json": components["schemas"]["Interest"];
                };
            };
            400: components["responses"]["InvalidData_or_NameExists"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["UserNotPermitted"];
            404: components["responses"]["USER_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    getInterest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the interest
                 * @example 1
                 */
                interestId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One interest */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 3,
                     *       "name": "Floods"
                     *     }
                     */
                    "application/json": components["schemas"]["Interest"];
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["UserNotPermitted"];
            404: components["responses"]["USER_NOT_FOUND_or_INTEREST_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    deleteInterest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the interest
                 * @example 1
                 */
                interestId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete an interest that nobody has */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "Success": "Interest deleted"
                     *     }
                     */
                    "application/json": components["schemas"]["SuccessInterestDeleted"];
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["UserNotPermitted"];
            404: components["responses"]["USER_NOT_FOUND_or_INTEREST_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["INTEREST_IN_USE"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    renameInterest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the interest
                 * @example 1
                 */
                interestId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Floods"
                 *     }
                 */
                "application/json": components["schemas"]["NewInterest"];
            };
        };
        responses: {
            /** @description Rename an interest */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 3,
                     *       "name": "Floods"
                     *     }
                     */
                    "application/json": components["schemas"]["Interest"];
                };
            };
            400: components["responses"]["InvalidData_or_NameExists"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["UserNotPermitted"];
            404: components["responses"]["USER_NOT_FOUND_or_INTEREST_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    findProjects: {
        parameters: {
            query?: {
                /**
                 * @description map, validate: projects where there is something left to do, and the caller may do it; archived: only those
                 * @example any
                 */
                action?: "any" | "map" | "validate" | "archived";
                /**
                 * @description Words of the texts, a part of the name, or the id
                 * @example Kathmandu
                 */
                textSearch?: string;
                /**
                 * @description By default PUBLISHED, with `createdByMe` all; some of ARCHIVED, PUBLISHED, DRAFT, separated by commas
                 * @example ARCHIVED
                 */
                projectStatuses?: string;
                /**
                 * @description EASY, MODERATE, CHALLENGING, separated by commas; ALL
                 * @example EASY
                 */
                difficulty?: string;
                /**
                 * @description What is mapped; some of ROADS, BUILDINGS, WATERWAYS, LAND_USE, OTHER, separated by commas
                 * @example ROADS
                 */
                mappingTypes?: string;
                /**
                 * @description Whether a project must map all of `mappingTypes` and nothing else
                 * @example true
                 */
                mappingTypesExact?: boolean;
                /**
                 * @description Exact name of the organisation
                 * @example Demo
                 */
                organisationName?: string;
                /**
                 * @description Id of the organisation
                 * @example 1
                 */
                organisationId?: number;
                /**
                 * @description Id of a team of the project
                 * @example 1
                 */
                teamId?: number;
                /**
                 * @description Exact name of a campaign
                 * @example Monsoon
                 */
                campaign?: string;
                /**
                 * @description Name of the country, in any case
                 * @example Nepal
                 */
                country?: string;
                /**
                 * @description The map database that is edited
                 * @example OSM
                 */
                database?: string;
                /**
                 * @description A part of the name or address of the imagery, in any case
                 * @example Bing
                 */
                imagery?: string;
                /**
                 * @description Only projects that are mapped in the sandbox
                 * @example true
                 */
                sandbox?: boolean;
                /**
                 * @description Ids of interests, separated by commas; one of them is enough
                 * @example 1,2
                 */
                interests?: string;
                /**
                 * @description First day of the last update
                 * @example 2026-02-20
                 */
                lastUpdatedFrom?: string;
                /**
                 * @description Last day of the last update
                 * @example 2026-02-20
                 */
                lastUpdatedTo?: string;
                /**
                 * @description First day of creation
                 * @example 2026-02-20
                 */
                createdFrom?: string;
                /**
                 * @description Last day of creation
                 * @example 2026-02-20
                 */
                createdTo?: string;
                /**
                 * @description Id of a partner; for admins
                 * @example 1
                 */
                partnerId?: number;
                /**
                 * @description The partnership was there on this day; for admins
                 * @example 2026-02-20
                 */
                partnershipFrom?: string;
                /**
                 * @description The partnership was still there on this day; for admins
                 * @example 2026-02-20
                 */
                partnershipTo?: string;
                /**
                 * @description Projects that the caller made (this and the others of this kind do nothing without a session)
                 * @example true
                 */
                createdByMe?: boolean;
                /**
                 * @description Projects on which the caller worked
                 * @example true
                 */
                mappedByMe?: boolean;
                /**
                 * @description Projects that the caller likes
                 * @example true
                 */
                favoritedByMe?: boolean;
                /**
                 * @description Projects that the caller manages
                 * @example true
                 */
                managedByMe?: boolean;
                /**
                 * @description Projects that share an interest with the caller; instead of `interests`
                 * @example true
                 */
                basedOnMyInterests?: boolean;
                /**
                 * @description By what the projects are ordered; priority by default
                 * @example priority
                 */
                orderBy?: "priority" | "id" | "difficulty" | "status" | "last_updated" | "due_date" | "percent_mapped" | "percent_validated";
                /**
                 * @description In which direction; ASC by default
                 * @example ASC
                 */
                orderByType?: "ASC" | "DESC";
                /**
                 * @description Which page of 14 projects; the first by default
                 * @example 1
                 */
                page?: number;
                /**
                 * @description Leaves out the centres of the projects
                 * @example true
                 */
                omitMapResults?: boolean;
                /**
                 * @description All projects as a table, instead of a page as JSON
                 * @example true
                 */
                downloadAsCSV?: boolean;
            };
            header?: {
                /**
                 * @description In which languages the texts are wanted; without one that there is, the default language of the project
                 * @example pt-BR,pt;q=0.9
                 */
                "accept-language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the projects, with the centres of all; or a table of all */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "mapResults": {
                     *         "type": "FeatureCollection",
                     *         "features": [
                     *           {
                     *             "type": "Feature",
                     *             "geometry": {
                     *               "type": "Point",
                     *               "coordinates": [
                     *                 85.325,
                     *                 27.7
                     *               ]
                     *             },
                     *             "properties": {
                     *               "projectId": 1,
                     *               "priority": "MEDIUM"
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "results": [
                     *         {
                     *           "projectId": 1,
                     *           "locale": "en",
                     *           "name": "Kathmandu buildings",
                     *           "shortDescription": "Trace the buildings",
                     *           "difficulty": "EASY",
                     *           "priority": "MEDIUM",
                     *           "organisationName": "Demo",
                     *           "organisationLogo": null,
                     *           "campaigns": [
                     *             {
                     *               "id": 1,
                     *               "name": "Monsoon"
                     *             }
                     *           ],
                     *           "percentMapped": 23,
                     *           "percentValidated": 10,
                     *           "status": "PUBLISHED",
                     *           "activeMappers": 2,
                     *           "lastUpdated": "2026-02-20T12:34:56.789000Z",
                     *           "dueDate": null,
                     *           "totalContributors": 10,
                     *           "country": [
                     *             "Nepal"
                     *           ],
                     *           "sandbox": false,
                     *           "database": "OSM",
                     *           "creationDate": null,
                     *           "author": "demo_manager",
                     *           "partnerNames": null,
                     *           "totalAreaSquareKilometers": null
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "hasNext": false,
                     *         "hasPrev": false,
                     *         "nextNum": null,
                     *         "page": 1,
                     *         "pages": 1,
                     *         "prevNum": null,
                     *         "perPage": 14,
                     *         "total": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FoundProjects"];
                    /**
                     * @example projectId,name,priority,difficulty,status
                     *     1,Kathmandu buildings,MEDIUM,EASY,PUBLISHED
                     */
                    "text/csv": string;
                };
            };
            400: components["responses"]["InvalidData"];
            403: components["responses"]["OnlyAdminAccess"];
            404: components["responses"]["USER_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "projectName": "Valletta",
                 *       "organisation": 2,
                 *       "areaOfInterest": {
                 *         "type": "FeatureCollection",
                 *         "features": [
                 *           {
                 *             "type": "Feature",
                 *             "properties": {},
                 *             "geometry": {
                 *               "type": "Polygon",
                 *               "coordinates": [
                 *                 [
                 *                   [
                 *                     14.48,
                 *                     35.86
                 *                   ],
                 *                   [
                 *                     14.53,
                 *                     35.86
                 *                   ],
                 *                   [
                 *                     14.53,
                 *                     35.91
                 *                   ],
                 *                   [
                 *                     14.48,
                 *                     35.91
                 *                   ],
                 *                   [
                 *                     14.48,
                 *                     35.86
                 *                   ]
                 *                 ]
                 *               ]
                 *             }
                 *           }
                 *         ]
                 *       },
                 *       "grid": {
                 *         "zoom": 15,
                 *         "clip": true
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DraftProject"];
            };
        };
        responses: {
            /** @description Create a draft project from an area */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "projectId": 12
                     *     }
                     */
                    "application/json": components["schemas"]["ProjectCreated"];
                };
            };
            400: components["responses"]["InvalidData_or_InvalidArea"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["NotPermittedToCreate_or_PrivateProject"];
            404: components["responses"]["USER_NOT_FOUND_or_ORGANISATION_NOT_FOUND_or_PROJECT_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    findIntersectingTiles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "areaOfInterest": {
                 *         "type": "FeatureCollection",
                 *         "features": [
                 *           {
                 *             "type": "Feature",
                 *             "properties": {},
                 *             "geometry": {
                 *               "type": "Polygon",
                 *               "coordinates": [
                 *                 [
                 *                   [
                 *                     14.48,
                 *                     35.86
                 *                   ],
                 *                   [
                 *                     14.53,
                 *                     35.86
                 *                   ],
                 *                   [
                 *                     14.53,
                 *                     35.91
                 *                   ],
                 *                   [
                 *                     14.48,
                 *                     35.91
                 *                   ],
                 *                   [
                 *                     14.48,
                 *                     35.86
                 *                   ]
                 *                 ]
                 *               ]
                 *             }
                 *           }
                 *         ]
                 *       },
                 *       "grid": {
                 *         "type": "FeatureCollection",
                 *         "features": [
                 *           {
                 *             "type": "Feature",
                 *             "properties": {},
                 *             "geometry": {
                 *               "type": "Polygon",
                 *               "coordinates": [
                 *                 [
                 *                   [
                 *                     14.48,
                 *                     35.86
                 *                   ],
                 *                   [
                 *                     14.53,
                 *                     35.86
                 *                   ],
                 *                   [
                 *                     14.53,
                 *                     35.91
                 *                   ],
                 *                   [
                 *                     14.48,
                 *                     35.91
                 *                   ],
                 *                   [
                 *                     14.48,
                 *                     35.86
                 *                   ]
                 *                 ]
                 *               ]
                 *             }
                 *           }
                 *         ]
                 *       },
                 *       "clipToAoi": true
                 *     }
                 */
                "application/json": components["schemas"]["TilesToTrim"];
            };
        };
        responses: {
            /** @description The tiles of a grid that an area meets */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "FeatureCollection",
                     *       "features": []
                     *     }
                     */
                    "application/json": components["schemas"]["TrimmedTiles"];
                };
            };
            400: components["responses"]["InvalidData_or_InvalidArea"];
            401: components["responses"]["InvalidToken"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    findProjectsInBox: {
        parameters: {
            query: {
                /**
                 * @description Left, bottom, right, top
                 * @example 85.2,27.6,85.4,27.8
                 */
                bbox: string;
                /**
                 * @description In degrees (4326), or in metres of Web Mercator (3857)
                 * @example 4326
                 */
                srid: 4326 | 3857;
                /**
                 * @description Only projects that the caller made
                 * @example true
                 */
                createdByMe?: boolean;
            };
            header?: {
                /**
                 * @description In which languages the texts are wanted; without one that there is, the default language of the project
                 * @example pt-BR,pt;q=0.9
                 */
                "accept-language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The areas of the projects in a box */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "FeatureCollection",
                     *       "features": []
                     *     }
                     */
                    "application/json": components["schemas"]["ProjectAreas"];
                };
            };
            400: components["responses"]["InvalidData_or_BBoxTooBigError"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["UserPermissionError"];
            404: components["responses"]["USER_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    listFeaturedProjects: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description In which languages the texts are wanted; without one that there is, the default language of the project
                 * @example pt-BR,pt;q=0.9
                 */
                "accept-language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Projects that are shown first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "mapResults": [],
                     *       "results": [
                     *         {
                     *           "projectId": 1,
                     *           "locale": "en",
                     *           "name": "Kathmandu buildings",
                     *           "shortDescription": "Trace the buildings",
                     *           "difficulty": "EASY",
                     *           "priority": "MEDIUM",
                     *           "organisationName": "Demo",
                     *           "organisationLogo": null,
                     *           "campaigns": [
                     *             {
                     *               "id": 1,
                     *               "name": "Monsoon"
                     *             }
                     *           ],
                     *           "percentMapped": 23,
                     *           "percentValidated": 10,
                     *           "status": "PUBLISHED",
                     *           "activeMappers": 2,
                     *           "lastUpdated": "2026-02-20T12:34:56.789000Z",
                     *           "dueDate": null,
                     *           "totalContributors": 10,
                     *           "country": [
                     *             "Nepal"
                     *           ],
                     *           "sandbox": false,
                     *           "database": "OSM",
                     *           "creationDate": null,
                     *           "author": "demo_manager",
                     *           "partnerNames": null,
                     *           "totalAreaSquareKilometers": null
                     *         }
                     *       ],
                     *       "pagination": null
                     *     }
                     */
                    "application/json": components["schemas"]["ProjectCards"];
                };
            };
            404: components["responses"]["USER_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    listSimilarProjects: {
        parameters: {
            query?: {
                /**
                 * @description How many, 4 by default
                 * @example 1
                 */
                limit?: number;
            };
            header?: {
                /**
                 * @description In which languages the texts are wanted; without one that there is, the default language of the project
                 * @example pt-BR,pt;q=0.9
                 */
                "accept-language"?: string;
            };
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Published projects that are like another one */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "mapResults": [],
                     *       "results": [
                     *         {
                     *           "projectId": 1,
                     *           "locale": "en",
                     *           "name": "Kathmandu buildings",
                     *           "shortDescription": "Trace the buildings",
                     *           "difficulty": "EASY",
                     *           "priority": "MEDIUM",
                     *           "organisationName": "Demo",
                     *           "organisationLogo": null,
                     *           "campaigns": [
                     *             {
                     *               "id": 1,
                     *               "name": "Monsoon"
                     *             }
                     *           ],
                     *           "percentMapped": 23,
                     *           "percentValidated": 10,
                     *           "status": "PUBLISHED",
                     *           "activeMappers": 2,
                     *           "lastUpdated": "2026-02-20T12:34:56.789000Z",
                     *           "dueDate": null,
                     *           "totalContributors": 10,
                     *           "country": [
                     *             "Nepal"
                     *           ],
                     *           "sandbox": false,
                     *           "database": "OSM",
                     *           "creationDate": null,
                     *           "author": "demo_manager",
                     *           "partnerNames": null,
                     *           "totalAreaSquareKilometers": null
                     *         }
                     *       ],
                     *       "pagination": null
                     *     }
                     */
                    "application/json": components["schemas"]["ProjectCards"];
                };
            };
            400: components["responses"]["InvalidData"];
            403: components["responses"]["PrivateProject"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    getProject: {
        parameters: {
            query?: {
                /**
                 * @description Whether the answer is an attachment with a file name
                 * @example true
                 */
                as_file?: boolean;
                /**
                 * @description Leaves out the boundaries of tasks and who works on them
                 * @example true
                 */
                abbreviated?: boolean;
            };
            header?: {
                /**
                 * @description In which languages the texts are wanted; without one that there is, the default language of the project
                 * @example pt-BR,pt;q=0.9
                 */
                "accept-language"?: string;
            };
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project; as a file, with keys in snake case */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "projectId": 1,
                     *       "defaultLocale": "en",
                     *       "author": "demo_manager",
                     *       "status": "PUBLISHED",
                     *       "created": "2026-01-01T00:00:00.000000Z",
                     *       "dueDate": null,
                     *       "lastUpdated": "2026-02-20T12:34:56.789000Z",
                     *       "projectPriority": "MEDIUM",
                     *       "difficulty": "EASY",
                     *       "organisation": 1,
                     *       "organisationName": "Demo",
                     *       "organisationSlug": "demo",
                     *       "organisationLogo": null,
                     *       "countryTag": [
                     *         "Nepal"
                     *       ],
                     *       "osmchaFilterId": null,
                     *       "changesetComment": "#tessera-1",
                     *       "imagery": null,
                     *       "licenseId": null,
                     *       "idPresets": null,
                     *       "extraIdParams": null,
                     *       "rapidPowerUser": false,
                     *       "database": "OSM",
                     *       "sandbox": false,
                     *       "private": false,
                     *       "enforceRandomTaskSelection": false,
                     *       "mappingPermission": "ANY",
                     *       "validationPermission": "ANY",
                     *       "mappingTypes": [
                     *         "ROADS",
                     *         "BUILDINGS"
                     *       ],
                     *       "mappingEditors": [
                     *         "ID",
                     *         "JOSM"
                     *       ],
                     *       "validationEditors": [
                     *         "ID",
                     *         "JOSM"
                     *       ],
                     *       "allowedUsernames": [],
                     *       "teams": [
                     *         {
                     *           "teamId": 1,
                     *           "name": "Managers",
                     *           "role": "PROJECT_MANAGER"
                     *         }
                     *       ],
                     *       "customEditor": null,
                     *       "projectInfo": {
                     *         "locale": "en",
                     *         "name": "Kathmandu buildings",
                     *         "shortDescription": "Trace the buildings",
                     *         "description": "",
                     *         "instructions": "Trace **everything**",
                     *         "perTaskInstructions": "Tile {x}/{y} at zoom {z}"
                     *       },
                     *       "percentMapped": 23,
                     *       "percentValidated": 10,
                     *       "percentBadImagery": 5,
                     *       "areaOfInterest": {
                     *         "type": "MultiPolygon",
                     *         "coordinates": [
                     *           [
                     *             [
                     *               [
                     *                 85.3,
                     *                 27.68
                     *               ],
                     *               [
                     *                 85.35,
                     *                 27.68
                     *               ],
                     *               [
                     *                 85.35,
                     *                 27.72
                     *               ],
                     *               [
                     *                 85.3,
                     *                 27.72
                     *               ],
                     *               [
                     *                 85.3,
                     *                 27.68
                     *               ]
                     *             ]
                     *           ]
                     *         ]
                     *       },
                     *       "aoiBBOX": [
                     *         85.3,
                     *         27.68,
                     *         85.35,
                     *         27.72
                     *       ],
                     *       "tasks": {
                     *         "type": "FeatureCollection",
                     *         "features": [
                     *           {
                     *             "type": "Feature",
                     *             "geometry": null,
                     *             "properties": {
                     *               "taskId": 7,
                     *               "taskX": 48296,
                     *               "taskY": 38021,
                     *               "taskZoom": 16,
                     *               "taskIsSquare": true,
                     *               "taskStatus": "READY"
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "projectInfoLocales": [
                     *         {
                     *           "locale": "en",
                     *           "name": "Kathmandu buildings",
                     *           "shortDescription": "Trace the buildings",
                     *           "description": "",
                     *           "instructions": "Trace **everything**",
                     *           "perTaskInstructions": "Tile {x}/{y} at zoom {z}"
                     *         }
                     *       ],
                     *       "mappingPermissionLevelId": 1,
                     *       "validationPermissionLevelId": 2,
                     *       "josmPreset": null,
                     *       "campaigns": [
                     *         {
                     *           "id": 1,
                     *           "name": "Monsoon"
                     *         }
                     *       ],
                     *       "priorityAreas": null,
                     *       "activeMappers": 2,
                     *       "taskCreationMode": "GRID",
                     *       "interests": [
                     *         {
                     *           "id": 1,
                     *           "name": "Floods",
                     *           "userSelected": null,
                     *           "countProjects": null,
                     *           "countUsers": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Project"] | components["schemas"]["ProjectFile"];
                };
            };
            400: components["responses"]["InvalidData"];
            403: components["responses"]["PrivateProject_or_ProjectNotFetched"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    deleteProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a project on which nobody has worked */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "Success": "Project deleted"
                     *     }
                     */
                    "application/json": components["schemas"]["ProjectDeleted"];
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["UserPermissionError_or_HasMappedTasks"];
            404: components["responses"]["USER_NOT_FOUND_or_PROJECT_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    listActivities: {
        parameters: {
            query?: {
                /**
                 * @description Ten rows a page
                 * @example 1
                 */
                page?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What happened in a project */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "pagination": {
                     *         "hasNext": true,
                     *         "hasPrev": false,
                     *         "nextNum": 2,
                     *         "page": 1,
                     *         "pages": 3,
                     *         "prevNum": null,
                     *         "perPage": 10,
                     *         "total": 30
                     *       },
                     *       "activity": [
                     *         {
                     *           "historyId": 211,
                     *           "taskId": 12,
                     *           "action": "STATE_CHANGE",
                     *           "actionText": "MAPPED",
                     *           "actionDate": "2026-01-12T08:15:12.644372Z",
                     *           "actionBy": "mapper",
                     *           "pictureUrl": null,
                     *           "issues": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Activities"];
                };
            };
            400: components["responses"]["InvalidData"];
            403: components["responses"]["PrivateProject"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    listLatestActivity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last thing that happened to each task */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "activity": [
                     *         {
                     *           "taskId": 1,
                     *           "taskStatus": "READY",
                     *           "actionDate": null,
                     *           "actionBy": null
                     *         },
                     *         {
                     *           "taskId": 3,
                     *           "taskStatus": "MAPPED",
                     *           "actionDate": "2026-01-05T08:15:03.411093Z",
                     *           "actionBy": "mapper"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LatestActivity"];
                };
            };
            403: components["responses"]["PrivateProject"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    commentOnTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
                /**
                 * @description Id of the task within its project
                 * @example 7
                 */
                taskId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "comment": "The river moved, @[demo_validator]"
                 *     }
                 */
                "application/json": components["schemas"]["NewComment"];
            };
        };
        responses: {
            /** @description Comment on a task */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "taskId": 7,
                     *       "projectId": 1,
                     *       "taskStatus": "LOCKED_FOR_MAPPING",
                     *       "lockHolder": "demo_mapper",
                     *       "taskHistory": [
                     *         {
                     *           "historyId": 12,
                     *           "taskId": null,
                     *           "action": "LOCKED_FOR_MAPPING",
                     *           "actionText": null,
                     *           "actionDate": "2026-11-24T08:15:12.644372Z",
                     *           "actionBy": "demo_mapper",
                     *           "pictureUrl": null,
                     *           "issues": null
                     *         }
                     *       ],
                     *       "taskAnnotation": [],
                     *       "perTaskInstructions": "Tile 48296/38021 at zoom 16",
                     *       "autoUnlockSeconds": 7200,
                     *       "lastUpdated": "2026-11-24T08:15:12.644372Z",
                     *       "numberOfComments": null,
                     *       "geometry": {
                     *         "type": "MultiPolygon",
                     *         "coordinates": [
                     *           [
                     *             [
                     *               [
                     *                 85.297,
                     *                 27.678
                     *               ],
                     *               [
                     *                 85.303,
                     *                 27.678
                     *               ],
                     *               [
                     *                 85.303,
                     *                 27.683
                     *               ],
                     *               [
                     *                 85.297,
                     *                 27.683
                     *               ],
                     *               [
                     *                 85.297,
                     *                 27.678
                     *               ]
                     *             ]
                     *           ]
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["InvalidData"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["ReadOnly_or_PrivateProject"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_TASK_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    listContributions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who worked on a project */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "userContributions": [
                     *         {
                     *           "username": "mapper",
                     *           "mappingLevel": "BEGINNER",
                     *           "pictureUrl": null,
                     *           "mapped": 3,
                     *           "validated": 0,
                     *           "badImagery": 1,
                     *           "total": 4,
                     *           "mappedTasks": [
                     *             3,
                     *             5,
                     *             11
                     *           ],
                     *           "validatedTasks": [],
                     *           "badImageryTasks": [
                     *             8
                     *           ],
                     *           "name": null,
                     *           "dateRegistered": "2024-05-17"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Contributions"];
                };
            };
            403: components["responses"]["PrivateProject"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    listContributionsByDay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How the work on a project grew day by day */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "stats": [
                     *         {
                     *           "date": "2026-01-20",
                     *           "mapped": 3,
                     *           "validated": 0,
                     *           "cumulative_mapped": 3,
                     *           "cumulative_validated": 0,
                     *           "total_tasks": 6
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ContributionsByDay"];
                };
            };
            403: components["responses"]["PrivateProject"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    getProjectArea: {
        parameters: {
            query?: {
                /**
                 * @description Whether the answer is an attachment with a file name
                 * @example true
                 */
                as_file?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The area */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "MultiPolygon",
                     *       "coordinates": [
                     *         [
                     *           [
                     *             [
                     *               85.297,
                     *               27.678
                     *             ],
                     *             [
                     *               85.303,
                     *               27.678
                     *             ],
                     *             [
                     *               85.303,
                     *               27.683
                     *             ],
                     *             [
                     *               85.297,
                     *               27.683
                     *             ],
                     *             [
                     *               85.297,
                     *               27.678
                     *             ]
                     *           ]
                     *         ]
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MultiPolygon"];
                    /**
                     * @example {
                     *       "type": "MultiPolygon",
                     *       "coordinates": [
                     *         [
                     *           [
                     *             [
                     *               85.297,
                     *               27.678
                     *             ],
                     *             [
                     *               85.303,
                     *               27.678
                     *             ],
                     *             [
                     *               85.303,
                     *               27.683
                     *             ],
                     *             [
                     *               85.297,
                     *               27.683
                     *             ],
                     *             [
                     *               85.297,
                     *               27.678
                     *             ]
                     *           ]
                     *         ]
                     *       ]
                     *     }
                     */
                    "application/geo+json": components["schemas"]["MultiPolygon"];
                };
            };
            400: components["responses"]["InvalidData"];
            403: components["responses"]["PrivateProject"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    getProjectWithoutGeometries: {
        parameters: {
            query?: {
                /**
                 * @description Whether the answer is an attachment with a file name
                 * @example true
                 */
                as_file?: boolean;
            };
            header?: {
                /**
                 * @description In which languages the texts are wanted; without one that there is, the default language of the project
                 * @example pt-BR,pt;q=0.9
                 */
                "accept-language"?: string;
            };
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project; as a file, with keys in snake case */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "projectId": 1,
                     *       "defaultLocale": "en",
                     *       "author": "demo_manager",
                     *       "status": "PUBLISHED",
                     *       "created": "2026-01-01T00:00:00.000000Z",
                     *       "dueDate": null,
                     *       "lastUpdated": "2026-02-20T12:34:56.789000Z",
                     *       "projectPriority": "MEDIUM",
                     *       "difficulty": "EASY",
                     *       "organisation": 1,
                     *       "organisationName": "Demo",
                     *       "organisationSlug": "demo",
                     *       "organisationLogo": null,
                     *       "countryTag": [
                     *         "Nepal"
                     *       ],
                     *       "osmchaFilterId": null,
                     *       "changesetComment": "#tessera-1",
                     *       "imagery": null,
                     *       "licenseId": null,
                     *       "idPresets": null,
                     *       "extraIdParams": null,
                     *       "rapidPowerUser": false,
                     *       "database": "OSM",
                     *       "sandbox": false,
                     *       "private": false,
                     *       "enforceRandomTaskSelection": false,
                     *       "mappingPermission": "ANY",
                     *       "validationPermission": "ANY",
                     *       "mappingTypes": [
                     *         "ROADS",
                     *         "BUILDINGS"
                     *       ],
                     *       "mappingEditors": [
                     *         "ID",
                     *         "JOSM"
                     *       ],
                     *       "validationEditors": [
                     *         "ID",
                     *         "JOSM"
                     *       ],
                     *       "allowedUsernames": [],
                     *       "teams": [
                     *         {
                     *           "teamId": 1,
                     *           "name": "Managers",
                     *           "role": "PROJECT_MANAGER"
                     *         }
                     *       ],
                     *       "customEditor": null,
                     *       "projectInfo": {
                     *         "locale": "en",
                     *         "name": "Kathmandu buildings",
                     *         "shortDescription": "Trace the buildings",
                     *         "description": "",
                     *         "instructions": "Trace **everything**",
                     *         "perTaskInstructions": "Tile {x}/{y} at zoom {z}"
                     *       },
                     *       "percentMapped": 23,
                     *       "percentValidated": 10,
                     *       "percentBadImagery": 5,
                     *       "areaOfInterest": {
                     *         "type": "MultiPolygon",
                     *         "coordinates": [
                     *           [
                     *             [
                     *               [
                     *                 85.3,
                     *                 27.68
                     *               ],
                     *               [
                     *                 85.35,
                     *                 27.68
                     *               ],
                     *               [
                     *                 85.35,
                     *                 27.72
                     *               ],
                     *               [
                     *                 85.3,
                     *                 27.72
                     *               ],
                     *               [
                     *                 85.3,
                     *                 27.68
                     *               ]
                     *             ]
                     *           ]
                     *         ]
                     *       },
                     *       "aoiBBOX": [
                     *         85.3,
                     *         27.68,
                     *         85.35,
                     *         27.72
                     *       ],
                     *       "tasks": {
                     *         "type": "FeatureCollection",
                     *         "features": [
                     *           {
                     *             "type": "Feature",
                     *             "geometry": null,
                     *             "properties": {
                     *               "taskId": 7,
                     *               "taskX": 48296,
                     *               "taskY": 38021,
                     *               "taskZoom": 16,
                     *               "taskIsSquare": true,
                     *               "taskStatus": "READY"
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "projectInfoLocales": [
                     *         {
                     *           "locale": "en",
                     *           "name": "Kathmandu buildings",
                     *           "shortDescription": "Trace the buildings",
                     *           "description": "",
                     *           "instructions": "Trace **everything**",
                     *           "perTaskInstructions": "Tile {x}/{y} at zoom {z}"
                     *         }
                     *       ],
                     *       "mappingPermissionLevelId": 1,
                     *       "validationPermissionLevelId": 2,
                     *       "josmPreset": null,
                     *       "campaigns": [
                     *         {
                     *           "id": 1,
                     *           "name": "Monsoon"
                     *         }
                     *       ],
                     *       "priorityAreas": null,
                     *       "activeMappers": 2,
                     *       "taskCreationMode": "GRID",
                     *       "interests": [
                     *         {
                     *           "id": 1,
                     *           "name": "Floods",
                     *           "userSelected": null,
                     *           "countProjects": null,
                     *           "countUsers": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Project"] | components["schemas"]["ProjectFile"];
                };
            };
            400: components["responses"]["InvalidData"];
            403: components["responses"]["PrivateProject_or_ProjectNotFetched"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    listPriorityAreas: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The areas of a project that are to be mapped first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "type": "Polygon",
                     *         "coordinates": [
                     *           [
                     *             [
                     *               85.3,
                     *               27.68
                     *             ],
                     *             [
                     *               85.35,
                     *               27.68
                     *             ],
                     *             [
                     *               85.35,
                     *               27.72
                     *             ],
                     *             [
                     *               85.3,
                     *               27.72
                     *             ],
                     *             [
                     *               85.3,
                     *               27.68
                     *             ]
                     *           ]
                     *         ]
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["PriorityAreas"];
                };
            };
            403: components["responses"]["PrivateProject"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    getProjectSummary: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description In which languages the texts are wanted; without one that there is, the default language of the project
                 * @example pt-BR,pt;q=0.9
                 */
                "accept-language"?: string;
            };
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A project without its area and tasks */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "projectId": 1,
                     *       "defaultLocale": "en",
                     *       "author": "demo_manager",
                     *       "status": "PUBLISHED",
                     *       "created": "2026-01-01T00:00:00.000000Z",
                     *       "dueDate": null,
                     *       "lastUpdated": "2026-02-20T12:34:56.789000Z",
                     *       "projectPriority": "MEDIUM",
                     *       "difficulty": "EASY",
                     *       "organisation": 1,
                     *       "organisationName": "Demo",
                     *       "organisationSlug": "demo",
                     *       "organisationLogo": null,
                     *       "countryTag": [
                     *         "Nepal"
                     *       ],
                     *       "osmchaFilterId": null,
                     *       "changesetComment": "#tessera-1",
                     *       "imagery": null,
                     *       "licenseId": null,
                     *       "idPresets": null,
                     *       "extraIdParams": null,
                     *       "rapidPowerUser": false,
                     *       "database": "OSM",
                     *       "sandbox": false,
                     *       "private": false,
                     *       "enforceRandomTaskSelection": false,
                     *       "mappingPermission": "ANY",
                     *       "validationPermission": "ANY",
                     *       "mappingTypes": [
                     *         "ROADS",
                     *         "BUILDINGS"
                     *       ],
                     *       "mappingEditors": [
                     *         "ID",
                     *         "JOSM"
                     *       ],
                     *       "validationEditors": [
                     *         "ID",
                     *         "JOSM"
                     *       ],
                     *       "allowedUsernames": [],
                     *       "teams": [
                     *         {
                     *           "teamId": 1,
                     *           "name": "Managers",
                     *           "role": "PROJECT_MANAGER"
                     *         }
                     *       ],
                     *       "customEditor": null,
                     *       "projectInfo": {
                     *         "locale": "en",
                     *         "name": "Kathmandu buildings",
                     *         "shortDescription": "Trace the buildings",
                     *         "description": "",
                     *         "instructions": "Trace **everything**",
                     *         "perTaskInstructions": "Tile {x}/{y} at zoom {z}"
                     *       },
                     *       "percentMapped": 23,
                     *       "percentValidated": 10,
                     *       "percentBadImagery": 5,
                     *       "campaigns": [
                     *         {
                     *           "id": 1,
                     *           "name": "Monsoon",
                     *           "logo": null,
                     *           "url": null,
                     *           "description": null,
                     *           "organisations": null
                     *         }
                     *       ],
                     *       "aoiCentroid": {
                     *         "type": "Point",
                     *         "coordinates": [
                     *           85.325,
                     *           27.7
                     *         ]
                     *       },
                     *       "shortDescription": null
                     *     }
                     */
                    "application/json": components["schemas"]["ProjectSummary"];
                };
            };
            403: components["responses"]["PrivateProject"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    getProjectStatistics: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the answer that the client has: 304 where it is still the one
                 * @example W/"2fZ0mZCGbT8Jm7cFhK1yq0Wv3hU"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far a project is, and how long the work took */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "projectId": 114,
                     *       "projectArea(in sq.km)": 7.00790636451149,
                     *       "totalMappers": 4,
                     *       "totalTasks": 6,
                     *       "totalComments": 2,
                     *       "totalMappingTime": 2332,
                     *       "totalValidationTime": 300,
                     *       "totalTimeSpent": 2632,
                     *       "averageMappingTime": 583,
                     *       "averageValidationTime": 300,
                     *       "percentMapped": 60,
                     *       "percentValidated": 20,
                     *       "percentBadImagery": 16,
                     *       "aoiCentroid": {
                     *         "type": "Point",
                     *         "coordinates": [
                     *           86.00647,
                     *           27.702983
                     *         ]
                     *       },
                     *       "timeToFinishMapping": 1166,
                     *       "timeToFinishValidating": 1200
                     *     }
                     */
                    "application/json": components["schemas"]["ProjectStatistics"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["PrivateProject"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    listTasks: {
        parameters: {
            query?: {
                /**
                 * @description Ids of tasks, separated by commas; empty or absent: all
                 * @example 1,2,3
                 */
                tasks?: string;
                /**
                 * @description Whether the answer is an attachment with a file name
                 * @example true
                 */
                as_file?: boolean;
            };
            header?: {
                /**
                 * @description The `ETag` of the answer that the client has: 304 where it is still the one
                 * @example W/"2fZ0mZCGbT8Jm7cFhK1yq0Wv3hU"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tasks, ordered by id */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Export-Signature": components["headers"]["Export-Signature"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "FeatureCollection",
                     *       "features": [
                     *         {
                     *           "type": "Feature",
                     *           "geometry": {
                     *             "type": "MultiPolygon",
                     *             "coordinates": [
                     *               [
                     *                 [
                     *                   [
                     *                     85.297,
                     *                     27.678
                     *                   ],
                     *                   [
                     *                     85.303,
                     *                     27.678
                     *                   ],
                     *                   [
                     *                     85.303,
                     *                     27.683
                     *                   ],
                     *                   [
                     *                     85.297,
                     *                     27.683
                     *                   ],
                     *                   [
                     *                     85.297,
                     *                     27.678
                     *                   ]
                     *                 ]
                     *               ]
                     *             ]
                     *           },
                     *           "properties": {
                     *             "taskId": 7,
                     *             "taskX": 48296,
                     *             "taskY": 38021,
                     *             "taskZoom": 16,
                     *             "taskIsSquare": true,
                     *             "taskStatus": "READY",
                     *             "lockedBy": null,
                     *             "mappedBy": null,
                     *             "validatedBy": null
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TaskFeatures"];
                    /**
                     * @example {
                     *       "type": "FeatureCollection",
                     *       "features": [
                     *         {
                     *           "type": "Feature",
                     *           "geometry": {
                     *             "type": "MultiPolygon",
                     *             "coordinates": [
                     *               [
                     *                 [
                     *                   [
                     *                     85.297,
                     *                     27.678
                     *                   ],
                     *                   [
                     *                     85.303,
                     *                     27.678
                     *                   ],
                     *                   [
                     *                     85.303,
                     *                     27.683
                     *                   ],
                     *                   [
                     *                     85.297,
                     *                     27.683
                     *                   ],
                     *                   [
                     *                     85.297,
                     *                     27.678
                     *                   ]
                     *                 ]
                     *               ]
                     *             ]
                     *           },
                     *           "properties": {
                     *             "taskId": 7,
                     *             "taskX": 48296,
                     *             "taskY": 38021,
                     *             "taskZoom": 16,
                     *             "taskIsSquare": true,
                     *             "taskStatus": "READY",
                     *             "lockedBy": null,
                     *             "mappedBy": null,
                     *             "validatedBy": null
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/geo+json": components["schemas"]["TaskFeatures"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidData"];
            403: components["responses"]["PrivateProject"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    extendLocks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "taskIds": [
                 *         1
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["TasksToExtend"];
            };
        };
        responses: {
            /** @description Let locks last longer, all or none */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "Success": "All tasks mapped"
                     *     }
                     */
                    "application/json": components["schemas"]["Success"];
                };
            };
            400: components["responses"]["InvalidData"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["TaskStatusNotLocked_or_LockedByAnotherUser"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_TASK_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    invalidateAllTasks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Invalidate all validated tasks */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "Success": "All tasks mapped"
                     *     }
                     */
                    "application/json": components["schemas"]["Success"];
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["UserPermissionError"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    lockForMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
                /**
                 * @description Id of the task within its project
                 * @example 7
                 */
                taskId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lock a task for mapping */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "taskId": 7,
                     *       "projectId": 1,
                     *       "taskStatus": "LOCKED_FOR_MAPPING",
                     *       "lockHolder": "demo_mapper",
                     *       "taskHistory": [
                     *         {
                     *           "historyId": 12,
                     *           "taskId": null,
                     *           "action": "LOCKED_FOR_MAPPING",
                     *           "actionText": null,
                     *           "actionDate": "2026-11-24T08:15:12.644372Z",
                     *           "actionBy": "demo_mapper",
                     *           "pictureUrl": null,
                     *           "issues": null
                     *         }
                     *       ],
                     *       "taskAnnotation": [],
                     *       "perTaskInstructions": "Tile 48296/38021 at zoom 16",
                     *       "autoUnlockSeconds": 7200,
                     *       "lastUpdated": "2026-11-24T08:15:12.644372Z",
                     *       "numberOfComments": null,
                     *       "geometry": {
                     *         "type": "MultiPolygon",
                     *         "coordinates": [
                     *           [
                     *             [
                     *               [
                     *                 85.297,
                     *                 27.678
                     *               ],
                     *               [
                     *                 85.303,
                     *                 27.678
                     *               ],
                     *               [
                     *                 85.303,
                     *                 27.683
                     *               ],
                     *               [
                     *                 85.297,
                     *                 27.683
                     *               ],
                     *               [
                     *                 85.297,
                     *                 27.678
                     *               ]
                     *             ]
                     *           ]
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InvalidTaskState_or_5_more_507547"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_TASK_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["UserLicenseError"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    lockForValidation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "taskIds": [
                 *         1,
                 *         2
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["TasksToLock"];
            };
        };
        responses: {
            /** @description Lock tasks for validation, all or none */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tasks": [
                     *         {
                     *           "taskId": 7,
                     *           "projectId": 1,
                     *           "taskStatus": "LOCKED_FOR_MAPPING",
                     *           "lockHolder": "demo_mapper",
                     *           "taskHistory": [
                     *             {
                     *               "historyId": 12,
                     *               "taskId": null,
                     *               "action": "LOCKED_FOR_MAPPING",
                     *               "actionText": null,
                     *               "actionDate": "2026-11-24T08:15:12.644372Z",
                     *               "actionBy": "demo_mapper",
                     *               "pictureUrl": null,
                     *               "issues": null
                     *             }
                     *           ],
                     *           "taskAnnotation": [],
                     *           "perTaskInstructions": "Tile 48296/38021 at zoom 16",
                     *           "autoUnlockSeconds": 7200,
                     *           "lastUpdated": "2026-11-24T08:15:12.644372Z",
                     *           "numberOfComments": null,
                     *           "geometry": {
                     *             "type": "MultiPolygon",
                     *             "coordinates": [
                     *               [
                     *                 [
                     *                   [
                     *                     85.297,
                     *                     27.678
                     *                   ],
                     *                   [
                     *                     85.303,
                     *                     27.678
                     *                   ],
                     *                   [
                     *                     85.303,
                     *                     27.683
                     *                   ],
                     *                   [
                     *                     85.297,
                     *                     27.683
                     *                   ],
                     *                   [
                     *                     85.297,
                     *                     27.678
                     *                   ]
                     *                 ]
                     *               ]
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TaskList"];
                };
            };
            400: components["responses"]["InvalidData"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["NotReadyForValidation_or_5_more_b3c264"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_TASK_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["UserLicenseError"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    lockNextTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "for": "mapping",
                 *       "order": "nearest",
                 *       "near": [
                 *         14.4,
                 *         35.9
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NextTask"];
            };
        };
        responses: {
            /** @description Choose the next free task and lock it, in one step */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tasks": [
                     *         {
                     *           "taskId": 7,
                     *           "projectId": 1,
                     *           "taskStatus": "LOCKED_FOR_MAPPING",
                     *           "lockHolder": "demo_mapper",
                     *           "taskHistory": [
                     *             {
                     *               "historyId": 12,
                     *               "taskId": null,
                     *               "action": "LOCKED_FOR_MAPPING",
                     *               "actionText": null,
                     *               "actionDate": "2026-11-24T08:15:12.644372Z",
                     *               "actionBy": "demo_mapper",
                     *               "pictureUrl": null,
                     *               "issues": null
                     *             }
                     *           ],
                     *           "taskAnnotation": [],
                     *           "perTaskInstructions": "Tile 48296/38021 at zoom 16",
                     *           "autoUnlockSeconds": 7200,
                     *           "lastUpdated": "2026-11-24T08:15:12.644372Z",
                     *           "numberOfComments": null,
                     *           "geometry": {
                     *             "type": "MultiPolygon",
                     *             "coordinates": [
                     *               [
                     *                 [
                     *                   [
                     *                     85.297,
                     *                     27.678
                     *                   ],
                     *                   [
                     *                     85.303,
                     *                     27.678
                     *                   ],
                     *                   [
                     *                     85.303,
                     *                     27.683
                     *                   ],
                     *                   [
                     *                     85.297,
                     *                     27.683
                     *                   ],
                     *                   [
                     *                     85.297,
                     *                     27.678
                     *                   ]
                     *                 ]
                     *               ]
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TaskList"];
                };
            };
            400: components["responses"]["InvalidData"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["UserNotAllowed_or_5_more_a3152a"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NoTaskAvailable_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["UserLicenseError"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    mapAllTasks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Mark all tasks as mapped */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "Success": "All tasks mapped"
                     *     }
                     */
                    "application/json": components["schemas"]["Success"];
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["UserPermissionError"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    resetAllBadImageryTasks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Make all tasks with bad imagery ready again */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "Success": "All tasks mapped"
                     *     }
                     */
                    "application/json": components["schemas"]["Success"];
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["UserPermissionError"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    resetAllTasks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Make all tasks ready again */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "Success": "All tasks mapped"
                     *     }
                     */
                    "application/json": components["schemas"]["Success"];
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["UserPermissionError"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    resetTasksByUser: {
        parameters: {
            query: {
                /**
                 * @description Whose work is reverted; the exact name
                 * @example Demo
                 */
                username: string;
                /**
                 * @description BADIMAGERY: what they marked so becomes READY; VALIDATED: what they validated becomes MAPPED
                 * @example BADIMAGERY
                 */
                action: "BADIMAGERY" | "VALIDATED";
            };
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take back what one user marked as bad imagery, or validated */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "Success": "All tasks mapped"
                     *     }
                     */
                    "application/json": components["schemas"]["Success"];
                };
            };
            400: components["responses"]["InvalidData"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["UserActionNotPermitted"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    splitTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
                /**
                 * @description Id of the task within its project
                 * @example 7
                 */
                taskId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Split a task into up to four */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tasks": [
                     *         {
                     *           "taskId": 7,
                     *           "projectId": 1,
                     *           "taskStatus": "LOCKED_FOR_MAPPING",
                     *           "lockHolder": "demo_mapper",
                     *           "taskHistory": [
                     *             {
                     *               "historyId": 12,
                     *               "taskId": null,
                     *               "action": "LOCKED_FOR_MAPPING",
                     *               "actionText": null,
                     *               "actionDate": "2026-11-24T08:15:12.644372Z",
                     *               "actionBy": "demo_mapper",
                     *               "pictureUrl": null,
                     *               "issues": null
                     *             }
                     *           ],
                     *           "taskAnnotation": [],
                     *           "perTaskInstructions": "Tile 48296/38021 at zoom 16",
                     *           "autoUnlockSeconds": 7200,
                     *           "lastUpdated": "2026-11-24T08:15:12.644372Z",
                     *           "numberOfComments": null,
                     *           "geometry": {
                     *             "type": "MultiPolygon",
                     *             "coordinates": [
                     *               [
                     *                 [
                     *                   [
                     *                     85.297,
                     *                     27.678
                     *                   ],
                     *                   [
                     *                     85.303,
                     *                     27.678
                     *                   ],
                     *                   [
                     *                     85.303,
                     *                     27.683
                     *                   ],
                     *                   [
                     *                     85.297,
                     *                     27.683
                     *                   ],
                     *                   [
                     *                     85.297,
                     *                     27.678
                     *                   ]
                     *                 ]
                     *               ]
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TaskList"];
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["SmallToSplit_or_7_more_7021cf"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_TASK_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["UserLicenseError"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    stopMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
                /**
                 * @description Id of the task within its project
                 * @example 7
                 */
                taskId: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "comment": "No time left"
                 *     }
                 */
                "application/json": components["schemas"]["StopWork"];
            };
        };
        responses: {
            /** @description Give a task back as it was */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "taskId": 7,
                     *       "projectId": 1,
                     *       "taskStatus": "LOCKED_FOR_MAPPING",
                     *       "lockHolder": "demo_mapper",
                     *       "taskHistory": [
                     *         {
                     *           "historyId": 12,
                     *           "taskId": null,
                     *           "action": "LOCKED_FOR_MAPPING",
                     *           "actionText": null,
                     *           "actionDate": "2026-11-24T08:15:12.644372Z",
                     *           "actionBy": "demo_mapper",
                     *           "pictureUrl": null,
                     *           "issues": null
                     *         }
                     *       ],
                     *       "taskAnnotation": [],
                     *       "perTaskInstructions": "Tile 48296/38021 at zoom 16",
                     *       "autoUnlockSeconds": 7200,
                     *       "lastUpdated": "2026-11-24T08:15:12.644372Z",
                     *       "numberOfComments": null,
                     *       "geometry": {
                     *         "type": "MultiPolygon",
                     *         "coordinates": [
                     *           [
                     *             [
                     *               [
                     *                 85.297,
                     *                 27.678
                     *               ],
                     *               [
                     *                 85.303,
                     *                 27.678
                     *               ],
                     *               [
                     *                 85.303,
                     *                 27.683
                     *               ],
                     *               [
                     *                 85.297,
                     *                 27.683
                     *               ],
                     *               [
                     *                 85.297,
                     *                 27.678
                     *               ]
                     *             ]
                     *           ]
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["InvalidData"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["LockBeforeUnlocking_or_TaskNotOwned"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_TASK_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    stopValidation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resetTasks": [
                 *         {
                 *           "taskId": 1,
                 *           "comment": "Later"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["TasksToReset"];
            };
        };
        responses: {
            /** @description Give tasks back as they were, all or none */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tasks": [
                     *         {
                     *           "taskId": 7,
                     *           "projectId": 1,
                     *           "taskStatus": "LOCKED_FOR_MAPPING",
                     *           "lockHolder": "demo_mapper",
                     *           "taskHistory": [
                     *             {
                     *               "historyId": 12,
                     *               "taskId": null,
                     *               "action": "LOCKED_FOR_MAPPING",
                     *               "actionText": null,
                     *               "actionDate": "2026-11-24T08:15:12.644372Z",
                     *               "actionBy": "demo_mapper",
                     *               "pictureUrl": null,
                     *               "issues": null
                     *             }
                     *           ],
                     *           "taskAnnotation": [],
                     *           "perTaskInstructions": "Tile 48296/38021 at zoom 16",
                     *           "autoUnlockSeconds": 7200,
                     *           "lastUpdated": "2026-11-24T08:15:12.644372Z",
                     *           "numberOfComments": null,
                     *           "geometry": {
                     *             "type": "MultiPolygon",
                     *             "coordinates": [
                     *               [
                     *                 [
                     *                   [
                     *                     85.297,
                     *                     27.678
                     *                   ],
                     *                   [
                     *                     85.303,
                     *                     27.678
                     *                   ],
                     *                   [
                     *                     85.303,
                     *                     27.683
                     *                   ],
                     *                   [
                     *                     85.297,
                     *                     27.683
                     *                   ],
                     *                   [
                     *                     85.297,
                     *                     27.678
                     *                   ]
                     *                 ]
                     *               ]
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TaskList"];
                };
            };
            400: components["responses"]["InvalidData"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["NotLockedForValidation_or_TaskNotOwned"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_TASK_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    undoLastAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
                /**
                 * @description Id of the task within its project
                 * @example 7
                 */
                taskId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Undo the last action on a task */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "taskId": 7,
                     *       "projectId": 1,
                     *       "taskStatus": "LOCKED_FOR_MAPPING",
                     *       "lockHolder": "demo_mapper",
                     *       "taskHistory": [
                     *         {
                     *           "historyId": 12,
                     *           "taskId": null,
                     *           "action": "LOCKED_FOR_MAPPING",
                     *           "actionText": null,
                     *           "actionDate": "2026-11-24T08:15:12.644372Z",
                     *           "actionBy": "demo_mapper",
                     *           "pictureUrl": null,
                     *           "issues": null
                     *         }
                     *       ],
                     *       "taskAnnotation": [],
                     *       "perTaskInstructions": "Tile 48296/38021 at zoom 16",
                     *       "autoUnlockSeconds": 7200,
                     *       "lastUpdated": "2026-11-24T08:15:12.644372Z",
                     *       "numberOfComments": null,
                     *       "geometry": {
                     *         "type": "MultiPolygon",
                     *         "coordinates": [
                     *           [
                     *             [
                     *               [
                     *                 85.297,
                     *                 27.678
                     *               ],
                     *               [
                     *                 85.303,
                     *                 27.678
                     *               ],
                     *               [
                     *                 85.303,
                     *                 27.683
                     *               ],
                     *               [
                     *                 85.297,
                     *                 27.683
                     *               ],
                     *               [
                     *                 85.297,
                     *                 27.678
                     *               ]
                     *             ]
                     *           ]
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["InvalidData"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["UndoPermissionError"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_TASK_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    unlockAfterMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
                /**
                 * @description Id of the task within its project
                 * @example 7
                 */
                taskId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "MAPPED",
                 *       "comment": "All buildings traced"
                 *     }
                 */
                "application/json": components["schemas"]["MappingResult"];
            };
        };
        responses: {
            /** @description Hand in work on a task */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "taskId": 7,
                     *       "projectId": 1,
                     *       "taskStatus": "LOCKED_FOR_MAPPING",
                     *       "lockHolder": "demo_mapper",
                     *       "taskHistory": [
                     *         {
                     *           "historyId": 12,
                     *           "taskId": null,
                     *           "action": "LOCKED_FOR_MAPPING",
                     *           "actionText": null,
                     *           "actionDate": "2026-11-24T08:15:12.644372Z",
                     *           "actionBy": "demo_mapper",
                     *           "pictureUrl": null,
                     *           "issues": null
                     *         }
                     *       ],
                     *       "taskAnnotation": [],
                     *       "perTaskInstructions": "Tile 48296/38021 at zoom 16",
                     *       "autoUnlockSeconds": 7200,
                     *       "lastUpdated": "2026-11-24T08:15:12.644372Z",
                     *       "numberOfComments": null,
                     *       "geometry": {
                     *         "type": "MultiPolygon",
                     *         "coordinates": [
                     *           [
                     *             [
                     *               [
                     *                 85.297,
                     *                 27.678
                     *               ],
                     *               [
                     *                 85.303,
                     *                 27.678
                     *               ],
                     *               [
                     *                 85.303,
                     *                 27.683
                     *               ],
                     *               [
                     *                 85.297,
                     *                 27.683
                     *               ],
                     *               [
                     *                 85.297,
                     *                 27.678
                     *               ]
                     *             ]
                     *           ]
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["InvalidData"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["LockBeforeUnlocking_or_TaskNotOwned_or_InvalidUnlockState"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_TASK_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    unlockAfterValidation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "validatedTasks": [
                 *         {
                 *           "taskId": 1,
                 *           "status": "INVALIDATED",
                 *           "comment": "Some huts are missing",
                 *           "validationIssues": [
                 *             {
                 *               "mappingIssueCategoryId": 1,
                 *               "issue": "Missed Feature(s)",
                 *               "count": 3
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ValidationResults"];
            };
        };
        responses: {
            /** @description Hand in the validation of tasks, all or none */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tasks": [
                     *         {
                     *           "taskId": 7,
                     *           "projectId": 1,
                     *           "taskStatus": "LOCKED_FOR_MAPPING",
                     *           "lockHolder": "demo_mapper",
                     *           "taskHistory": [
                     *             {
                     *               "historyId": 12,
                     *               "taskId": null,
                     *               "action": "LOCKED_FOR_MAPPING",
                     *               "actionText": null,
                     *               "actionDate": "2026-11-24T08:15:12.644372Z",
                     *               "actionBy": "demo_mapper",
                     *               "pictureUrl": null,
                     *               "issues": null
                     *             }
                     *           ],
                     *           "taskAnnotation": [],
                     *           "perTaskInstructions": "Tile 48296/38021 at zoom 16",
                     *           "autoUnlockSeconds": 7200,
                     *           "lastUpdated": "2026-11-24T08:15:12.644372Z",
                     *           "numberOfComments": null,
                     *           "geometry": {
                     *             "type": "MultiPolygon",
                     *             "coordinates": [
                     *               [
                     *                 [
                     *                   [
                     *                     85.297,
                     *                     27.678
                     *                   ],
                     *                   [
                     *                     85.303,
                     *                     27.678
                     *                   ],
                     *                   [
                     *                     85.303,
                     *                     27.683
                     *                   ],
                     *                   [
                     *                     85.297,
                     *                     27.683
                     *                   ],
                     *                   [
                     *                     85.297,
                     *                     27.678
                     *                   ]
                     *                 ]
                     *               ]
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TaskList"];
                };
            };
            400: components["responses"]["InvalidData"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["NotLockedForValidation_or_TaskNotOwned"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_TASK_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    validateAllTasks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Validate all mapped tasks */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "Success": "All tasks mapped"
                     *     }
                     */
                    "application/json": components["schemas"]["Success"];
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["UserPermissionError"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
    exportTasksGpx: {
        parameters: {
            query?: {
                /**
                 * @description Ids of tasks, separated by commas; empty or absent: all
                 * @example 1,2,3
                 */
                tasks?: string;
                /**
                 * @description Whether the answer is an attachment with a file name
                 * @example true
                 */
                as_file?: boolean;
                /**
                 * @description The `Export-Signature` that listing the tasks of a private project gave, where the server asks for one
                 * @example Demo
                 */
                sig?: string;
            };
            header?: {
                /**
                 * @description The `ETag` of the answer that the client has: 304 where it is still the one
                 * @example W/"2fZ0mZCGbT8Jm7cFhK1yq0Wv3hU"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Boundaries of tasks as GPX 1.1 */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example <?xml version="1.0" encoding="UTF-8"?><gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="HOT Tasking Manager" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd"><metadata><link href="http://127.0.0.1:3000/projects/1"><text>HOT Tasking Manager</text></link><time>2026-11-24T00:00:00.000Z</time></metadata><wpt lat="27.678" lon="85.297"/><wpt lat="27.678" lon="85.303"/><wpt lat="27.683" lon="85.303"/><wpt lat="27.683" lon="85.297"/><trk><name>Task for project 1. Do not edit outside of this area!</name><trkseg><trkpt lat="27.678" lon="85.297"/><trkpt lat="27.678" lon="85.303"/><trkpt lat="27.683" lon="85.303"/><trkpt lat="27.683" lon="85.297"/><trkpt lat="27.678" lon="85.297"/></trkseg></trk></gpx> */
                    "text/xml": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidData"];
            403: components["responses"]["PrivateProject"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_TASKS_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    listMappedTasks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Mapped tasks by mapper */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "mappedTasks": [
                     *         {
                     *           "username": "demo_mapper",
                     *           "mappedTaskCount": 2,
                     *           "tasksMapped": [
                     *             12,
                     *             15
                     *           ],
                     *           "lastSeen": "2026-11-24T08:15:12.644372Z",
                     *           "mappingLevel": "BEGINNER",
                     *           "dateRegistered": "2024-05-17T08:30:00.123456Z",
                     *           "lastValidationDate": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MappedTasks"];
                };
            };
            403: components["responses"]["PrivateProject"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    exportTasksOsmXml: {
        parameters: {
            query?: {
                /**
                 * @description Ids of tasks, separated by commas; empty or absent: all
                 * @example 1,2,3
                 */
                tasks?: string;
                /**
                 * @description Whether the answer is an attachment with a file name
                 * @example true
                 */
                as_file?: boolean;
                /**
                 * @description The `Export-Signature` that listing the tasks of a private project gave, where the server asks for one
                 * @example Demo
                 */
                sig?: string;
            };
            header?: {
                /**
                 * @description The `ETag` of the answer that the client has: 304 where it is still the one
                 * @example W/"2fZ0mZCGbT8Jm7cFhK1yq0Wv3hU"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Boundaries of tasks as OSM XML */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example <?xml version="1.0" encoding="UTF-8"?><osm version="0.6" upload="never" generator="Tessera" creator="HOT Tasking Manager"><node id="-1" visible="true" lat="27.678" lon="85.297"/><node id="-2" visible="true" lat="27.678" lon="85.303"/><node id="-3" visible="true" lat="27.683" lon="85.303"/><node id="-4" visible="true" lat="27.683" lon="85.297"/><way id="-5" visible="true"><nd ref="-1"/><nd ref="-2"/><nd ref="-3"/><nd ref="-4"/><nd ref="-1"/><tag k="area" v="yes"/><tag k="taskId" v="7"/></way></osm> */
                    "text/xml": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidData"];
            403: components["responses"]["PrivateProject"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_TASKS_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    getTask: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the answer that the client has: 304 where it is still the one
                 * @example W/"2fZ0mZCGbT8Jm7cFhK1yq0Wv3hU"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project
                 * @example 1
                 */
                projectId: number;
                /**
                 * @description Id of the task within its project
                 * @example 7
                 */
                taskId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One task with its history */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Export-Signature": components["headers"]["Export-Signature"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "taskId": 7,
                     *       "projectId": 1,
                     *       "taskStatus": "LOCKED_FOR_MAPPING",
                     *       "lockHolder": "demo_mapper",
                     *       "taskHistory": [
                     *         {
                     *           "historyId": 12,
                     *           "taskId": null,
                     *           "action": "LOCKED_FOR_MAPPING",
                     *           "actionText": null,
                     *           "actionDate": "2026-11-24T08:15:12.644372Z",
                     *           "actionBy": "demo_mapper",
                     *           "pictureUrl": null,
                     *           "issues": null
                     *         }
                     *       ],
                     *       "taskAnnotation": [],
                     *       "perTaskInstructions": "Tile 48296/38021 at zoom 16",
                     *       "autoUnlockSeconds": 7200,
                     *       "lastUpdated": "2026-11-24T08:15:12.644372Z",
                     *       "numberOfComments": null,
                     *       "geometry": {
                     *         "type": "MultiPolygon",
                     *         "coordinates": [
                     *           [
                     *             [
                     *               [
                     *                 85.297,
                     *                 27.678
                     *               ],
                     *               [
                     *                 85.303,
                     *                 27.678
                     *               ],
                     *               [
                     *                 85.303,
                     *                 27.683
                     *               ],
                     *               [
                     *                 85.297,
                     *                 27.683
                     *               ],
                     *               [
                     *                 85.297,
                     *                 27.678
                     *               ]
                     *             ]
                     *           ]
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["PrivateProject"];
            404: components["responses"]["PROJECT_NOT_FOUND_or_TASK_NOT_FOUND_or_USER_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    getHeartbeat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the server answers, and its release */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "Fastapi healthy",
                     *       "release": null
                     *     }
                     */
                    "application/json": components["schemas"]["Heartbeat"];
                };
            };
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    getSystemStatistics: {
        parameters: {
            query?: {
                /**
                 * @description By default true: only the first totals
                 * @example true
                 */
                abbreviated?: boolean;
            };
            header?: {
                /**
                 * @description The `ETag` of the answer that the client has: 304 where it is still the one
                 * @example W/"2fZ0mZCGbT8Jm7cFhK1yq0Wv3hU"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the whole installation holds */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "mappersOnline": 4,
                     *       "tasksMapped": 47,
                     *       "totalMappers": 21,
                     *       "totalProjects": 14,
                     *       "averageCompletionTime": null
                     *     }
                     */
                    "application/json": components["schemas"]["SystemStatistics"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidData"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    getTaskStatistics: {
        parameters: {
            query?: {
                /**
                 * @description First day (UTC); needed
                 * @example 2026-01-01
                 */
                startDate?: string;
                /**
                 * @description Last day, by default today; at most 366 days after the first
                 * @example 2026-01-31
                 */
                endDate?: string;
                /**
                 * @description Projects of this organisation
                 * @example 1
                 */
                organisationId?: number;
                /**
                 * @description Projects of the organisation with this name
                 * @example Demo
                 */
                organisationName?: string;
                /**
                 * @description Projects of the campaign with this name
                 * @example Demo
                 */
                campaign?: string;
                /**
                 * @description These projects (ids separated by commas); one that the user may not see is left out
                 * @example 1,2
                 */
                projectId?: string;
                /**
                 * @description Projects in countries whose name holds this, in any case
                 * @example Demo
                 */
                country?: string;
            };
            header?: {
                /**
                 * @description The `ETag` of the answer that the client has: 304 where it is still the one
                 * @example W/"2fZ0mZCGbT8Jm7cFhK1yq0Wv3hU"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many tasks were mapped and validated, by day */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "taskStats": [
                     *         {
                     *           "date": "2026-01-05",
                     *           "mapped": 28,
                     *           "validated": 0,
                     *           "badImagery": 0
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TaskStatistics"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidDateValue_or_InvalidDateRange_or_InvalidData"];
            401: components["responses"]["InvalidToken"];
            404: components["responses"]["USER_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    getLockedTasks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Which tasks the user of the session has locked */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lockedTasks": [
                     *         11,
                     *         14
                     *       ],
                     *       "projectId": 101,
                     *       "taskStatus": "LOCKED_FOR_VALIDATION"
                     *     }
                     */
                    "application/json": components["schemas"]["LockedTasks"];
                };
            };
            401: components["responses"]["InvalidToken"];
            404: components["responses"]["USER_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    getLockedTaskDetails: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description In which languages the instructions are wanted, else the default language of the project
                 * @example pt-BR,pt;q=0.9
                 */
                "accept-language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tasks that the user of the session has locked, with their history */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tasks": [
                     *         {
                     *           "taskId": 7,
                     *           "projectId": 1,
                     *           "taskStatus": "LOCKED_FOR_MAPPING",
                     *           "lockHolder": "demo_mapper",
                     *           "taskHistory": [
                     *             {
                     *               "historyId": 12,
                     *               "taskId": null,
                     *               "action": "LOCKED_FOR_MAPPING",
                     *               "actionText": null,
                     *               "actionDate": "2026-11-24T08:15:12.644372Z",
                     *               "actionBy": "demo_mapper",
                     *               "pictureUrl": null,
                     *               "issues": null
                     *             }
                     *           ],
                     *           "taskAnnotation": [],
                     *           "perTaskInstructions": "Tile 48296/38021 at zoom 16",
                     *           "autoUnlockSeconds": 7200,
                     *           "lastUpdated": "2026-11-24T08:15:12.644372Z",
                     *           "numberOfComments": null,
                     *           "geometry": {
                     *             "type": "MultiPolygon",
                     *             "coordinates": [
                     *               [
                     *                 [
                     *                   [
                     *                     85.297,
                     *                     27.678
                     *                   ],
                     *                   [
                     *                     85.303,
                     *                     27.678
                     *                   ],
                     *                   [
                     *                     85.303,
                     *                     27.683
                     *                   ],
                     *                   [
                     *                     85.297,
                     *                     27.683
                     *                   ],
                     *                   [
                     *                     85.297,
                     *                     27.678
                     *                   ]
                     *                 ]
                     *               ]
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TaskList"];
                };
            };
            401: components["responses"]["InvalidToken"];
            404: components["responses"]["USER_NOT_FOUND_or_TASK_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The exact name of the user
                 * @example demo_mapper
                 */
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A user by name */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1005,
                     *       "username": "mapper",
                     *       "role": "MAPPER",
                     *       "mappingLevel": "BEGINNER",
                     *       "level_ordering": 1,
                     *       "projectsMapped": 14,
                     *       "emailAddress": null,
                     *       "isEmailVerified": false,
                     *       "isExpert": false,
                     *       "twitterId": null,
                     *       "facebookId": null,
                     *       "linkedinId": null,
                     *       "slackId": null,
                     *       "ircId": null,
                     *       "skypeId": null,
                     *       "city": null,
                     *       "country": null,
                     *       "name": null,
                     *       "pictureUrl": null,
                     *       "defaultEditor": "ID",
                     *       "mentionsNotifications": true,
                     *       "questionsAndCommentsNotifications": true,
                     *       "projectsNotifications": true,
                     *       "tasksNotifications": true,
                     *       "taskValidationNotification": true,
                     *       "taskInvalidationNotification": true,
                     *       "taskCommentsNotifications": true,
                     *       "teamsAnnouncementNotifications": true,
                     *       "gender": null,
                     *       "selfDescriptionGender": null
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
            401: components["responses"]["InvalidToken"];
            404: components["responses"]["USER_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    getUserStatistics: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the answer that the client has: 304 where it is still the one
                 * @example W/"2fZ0mZCGbT8Jm7cFhK1yq0Wv3hU"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The exact name of the user
                 * @example demo_mapper
                 */
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a user has done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "totalTimeSpent": 1350,
                     *       "timeSpentMapping": 0,
                     *       "timeSpentValidating": 1350,
                     *       "projectsMapped": 0,
                     *       "countriesContributed": {
                     *         "countries": [
                     *           {
                     *             "name": "Nepal",
                     *             "mapped": 0,
                     *             "validated": 17,
                     *             "total": 17
                     *           }
                     *         ],
                     *         "total": 1
                     *       },
                     *       "contributionsByDay": [
                     *         {
                     *           "date": "2026-01-09",
                     *           "count": 17
                     *         }
                     *       ],
                     *       "tasksMapped": 0,
                     *       "tasksValidated": 17,
                     *       "tasksInvalidated": 10,
                     *       "tasksInvalidatedByOthers": 1,
                     *       "tasksValidatedByOthers": 0,
                     *       "ContributionsByInterest": [
                     *         {
                     *           "id": 1,
                     *           "name": "Floods",
                     *           "userSelected": null,
                     *           "countProjects": 1,
                     *           "countUsers": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["UserStatistics"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["InvalidToken"];
            404: components["responses"]["USER_NOT_FOUND_or_NOT_FOUND"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process answers */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            414: components["responses"]["UriTooLong"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process and its database answer */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            414: components["responses"]["UriTooLong"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["INTERNAL_SERVER_ERROR"];
            503: components["responses"]["Busy"];
        };
    };
}
