import { z } from 'zod';
import { storableText, success } from '../../../http/schemas/schemas.js';
import { emailAddress as readAddress } from '../../../text/email-address.js';
import { GENDERS } from '../user-codes.js';

const isAddress = (text: string): boolean => readAddress(text) !== null;

/** A text without blanks around it, in lower case, as addresses are stored. */
const lowerCased = storableText.trim().toLowerCase();

const emailAddress = lowerCased.refine(isAddress, 'give an e-mail address');

const text = storableText.trim().max(1000).nullish();
const flag = z.boolean().nullish();

/** The fields that users may change. Other keys of a profile are ignored. */
export const profileChanges = z
  .object({
    id: z.int().nullish().meta({ description: 'OSM id of the user of the session' }),
    emailAddress: lowerCased
      .refine((text) => text === '' || isAddress(text), 'give an e-mail address')
      .nullish()
      .meta({ description: 'A new address must be verified. An empty text keeps the address.' }),
    name: text,
    city: text,
    country: text,
    twitterId: text,
    facebookId: text,
    linkedinId: text,
    slackId: text,
    ircId: text,
    skypeId: text,
    defaultEditor: text,
    isExpert: flag,
    mentionsNotifications: flag,
    questionsAndCommentsNotifications: flag,
    projectsNotifications: flag,
    tasksNotifications: flag,
    taskValidationNotification: flag,
    taskInvalidationNotification: flag,
    taskCommentsNotifications: flag,
    teamsAnnouncementNotifications: flag,
    gender: z.enum([...GENDERS, '']).nullish(),
    selfDescriptionGender: text,
  })
  .meta({
    id: 'ProfileChanges',
    description:
      'Changes to the profile of the caller. Absent fields and null keep the values. An empty text clears a field.',
    examples: [{ id: 1005, city: 'Valletta', emailAddress: 'mapper@example.org' }],
  });

export const profileChanged = z
  .object({
    verificationEmailSent: z.boolean().meta({ description: 'Whether a verification link was sent to a new address' }),
  })
  .meta({
    id: 'ProfileChanged',
    description: 'The profile is changed. Whether a verification link was sent.',
    examples: [{ verificationEmailSent: true }],
  });

export const verificationSent = success('Verification email resent');

export const registration = z.object({ email: emailAddress }).meta({
  id: 'Registration',
  description: 'The registration of an e-mail address for news',
  examples: [{ email: 'new@example.org' }],
});

export const registered = z
  .object({
    id: z.int().meta({ description: 'Id of the registration' }),
    email: z.string(),
    success: z.literal(true),
    details: z.literal('User created successfully'),
  })
  .meta({
    id: 'Registered',
    description: 'The address is registered',
    examples: [{ id: 2, email: 'new@example.org', success: true, details: 'User created successfully' }],
  });

export const chosenInterests = z
  .object({
    interests: z
      .array(z.int())
      .max(10_000)
      .meta({ description: 'Ids of interests. They replace all earlier interests.' }),
  })
  .meta({ id: 'ChosenInterests', description: 'The interests of a user', examples: [{ interests: [3, 1] }] });
