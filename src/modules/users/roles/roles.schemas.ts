import { z } from 'zod';
import { jsonNull, success } from '../../../http/schemas/schemas.js';
import { usernamePath } from '../users.schemas.js';

const pathText = (description: string, example: string) => z.string().meta({ description, example });

export const rolePath = usernamePath.extend({
  role: pathText('READ_ONLY, MAPPER or ADMIN, case-insensitive', 'ADMIN'),
});
export const userLevelPath = usernamePath.extend({ level: pathText('The exact name of the level', 'ADVANCED') });
export const expertPath = usernamePath.extend({ isExpert: pathText('true or false', 'true') });

export const roleSet = success('Role Added');
export const levelSet = success('Level set');
export const expertModeSet = success('Expert mode updated');
export const voteCounted = jsonNull('The vote is counted if the user is nominated');
export const statisticsStored = jsonNull('The statistics of the user are stored');
