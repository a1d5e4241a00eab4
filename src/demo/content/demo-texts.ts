import type { ProjectForm } from '../../modules/projects/edit/project-form.js';

type Texts = ProjectForm['projectInfoLocales'];

/** The name of the project that the welcome text, the README and `npm run demo` use. */
export const DEMO_PROJECT = 'Malta: buildings and roads (demo)';

const SOURCE = 'Natural Earth (1:10 million), public domain, via the npm package world-atlas';

/** The texts of Malta, in English, Maltese and Italian. */
export const MALTA_TEXTS: Texts = [
  {
    locale: 'en',
    name: DEMO_PROJECT,
    shortDescription: 'A project to try things on: Malta in tasks of up to 4 km².',
    description: `The outline of Malta is taken from ${SOURCE}. It is **far too coarse** to map by.`,
    instructions:
      'Trace all buildings and roads that the imagery shows.\n\n- buildings: the outline of the roof\n- roads: the middle of the road',
    perTaskInstructions: 'Tile {x}/{y} at zoom {z}: trace all buildings and roads.',
  },
  {
    locale: 'mt',
    name: 'Malta: bini u toroq (demo)',
    shortDescription: 'Proġett biex tipprova: Malta f’biċċiet sa 4 km².',
    description: 'Il-konfini ta’ Malta huma approssimattivi.',
    instructions: 'Immarka l-bini u t-toroq kollha.',
    perTaskInstructions: '',
  },
  {
    locale: 'it',
    name: 'Malta: edifici e strade (demo)',
    shortDescription: 'Un progetto di prova: Malta in riquadri di al massimo 4 km².',
    description: 'Il contorno di Malta è molto approssimativo.',
    instructions: 'Traccia tutti gli edifici e le strade visibili nelle immagini.',
    perTaskInstructions: 'Riquadro {x}/{y} allo zoom {z}.',
  },
];

/** The texts of São Tomé and Príncipe, in Portuguese, English and French. */
export const SAO_TOME_TEXTS: Texts = [
  {
    locale: 'pt',
    name: 'São Tomé e Príncipe: estradas e caminhos (demo)',
    shortDescription: 'As estradas e os caminhos das duas ilhas.',
    description: 'Um projeto de **demonstração** em português. O contorno das ilhas é muito aproximado.',
    instructions: 'Desenhe todas as estradas e todos os caminhos.\n\nMarque `highway=track` nas plantações.',
    perTaskInstructions: 'Quadrícula {x}/{y}, zoom {z}.',
  },
  {
    locale: 'en',
    name: 'São Tomé and Príncipe: roads and tracks (demo)',
    shortDescription: 'The roads and tracks of the two islands.',
    description: 'A **demo** in Portuguese first. The outline of the islands is very coarse.',
    instructions: 'Trace all roads and tracks.',
    perTaskInstructions: '',
  },
  {
    locale: 'fr',
    name: 'Sao Tomé-et-Principe : routes et pistes (démo)',
    shortDescription: 'Les routes et les pistes des deux îles.',
    description: 'Une **démonstration**. Le contour des îles est très approximatif.',
    instructions: 'Tracez toutes les routes et toutes les pistes.',
    perTaskInstructions: '',
  },
];

/** The texts of the Comoros, in French, Arabic and English. */
export const COMOROS_TEXTS: Texts = [
  {
    locale: 'fr',
    name: 'Comores : chemins vers les postes de santé (démo privée)',
    shortDescription: 'Les bâtiments et les chemins autour des postes de santé.',
    description: 'Un projet **privé** : seuls les membres de l’équipe le voient.',
    instructions: 'Tracez les bâtiments et les chemins qui mènent au poste de santé.',
    perTaskInstructions: '',
  },
  {
    locale: 'ar',
    name: 'جزر القمر: الطرق إلى المراكز الصحية (تجربة)',
    shortDescription: 'المباني والطرق حول المراكز الصحية.',
    description: 'مشروع خاص لأعضاء الفريق فقط.',
    instructions: 'ارسم المباني والطرق المؤدية إلى المركز الصحي.',
    perTaskInstructions: '',
  },
  {
    locale: 'en',
    name: 'Comoros: ways to health posts (private demo)',
    shortDescription: 'Buildings and ways around health posts.',
    description: 'A **private** project: only members of its team see it.',
    instructions: 'Trace the buildings and the ways that lead to the health post.',
    perTaskInstructions: '',
  },
];
