import { render } from 'preact';
import { App } from './app/app.js';
import { loadLanguage } from './app/i18n.js';
import { followLinks, route } from './app/router.js';
import './style/base.css';
import './style/project.css';

// The map takes longest to load: it is asked for first.
if (route.value.view === 'project')
  void import('./map/open-project-map.js').then(({ loadMapLibre }) => loadMapLibre()).catch(() => undefined);
await loadLanguage();
followLinks();
render(<App />, document.getElementById('app')!);
