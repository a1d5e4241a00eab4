import { useEffect, useState } from 'preact/hooks';
import icon from '../icon.svg';
import { Failure } from './failure.js';
import { chooseLanguage, languages, locale, t } from './i18n.js';
import { loadViewer, managedOrganisations } from './viewer.js';
import { href, route } from './router.js';
import { session, sessionEnded, signOut } from './session.js';
import { settings } from './settings.js';
import { startSignIn } from './sign-in.js';

/** A menu of the demo users, or a button that opens OpenStreetMap. */
function SignIn() {
  const [failure, setFailure] = useState<unknown>(null);
  const signIn = (demoUser: string | null): void => void startSignIn(demoUser).catch(setFailure);
  if (!settings.canSignIn) return null;
  return (
    <>
      {settings.demoUsers.length > 0 ? (
        <details class="menu">
          <summary>{t('signIn.demo')}</summary>
          <ul>
            {settings.demoUsers.map((name) => (
              <li key={name}>
                <button type="button" onClick={() => signIn(name)}>
                  {name}
                </button>
              </li>
            ))}
          </ul>
        </details>
      ) : (
        <button type="button" class="primary" onClick={() => signIn(null)}>
          {t('signIn.osm')}
        </button>
      )}
      <Failure of={failure} />
    </>
  );
}

/** The name of the viewer and the button to sign out, or the ways to sign in. */
function Account() {
  const user = session.value;
  if (!user) return <SignIn />;
  return (
    <span class="user">
      <strong>{user.username}</strong>
      <button type="button" onClick={signOut}>
        {t('signIn.out')}
      </button>
    </span>
  );
}

/** The top of every view: links, choice of the language, and the account. */
export function Header() {
  const user = session.value?.username;
  const projectId = route.value.view === 'project' ? route.value.projectId : null;
  // The level and the teams of the viewer may have changed since the last project was opened.
  useEffect(() => void loadViewer(), [user, projectId]);
  return (
    <header class="top">
      <a class="brand" data-link href={href('')}>
        <img src={icon} alt="" width="24" height="24" /> Tessera
      </a>
      <nav aria-label={t('page.navigation')}>
        <a data-link href={href('')}>
          {t('projects.title')}
        </a>
        {managedOrganisations.value.length > 0 && (
          <a data-link href={href('new')}>
            {t('new.title')}
          </a>
        )}
      </nav>
      <select
        aria-label={t('page.language')}
        value={locale.value}
        onChange={(event) => chooseLanguage(event.currentTarget.value)}
      >
        {languages.map(({ code, name }) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
      <Account />
      {sessionEnded.value && <p role="alert">{t('signIn.ended')}</p>}
    </header>
  );
}
