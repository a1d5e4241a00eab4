import { render } from 'preact';
import { App } from './app/app.js';
import { loadLanguage } from './app/i18n.js';
import { followLinks } from './app/router.js';
import './style/base.css';
import './style/project.css';

await loadLanguage();
followLinks();
render(<App />, document.getElementById('app')!);
