import { changePassword, readLink, signIn, signOut, useLink } from '../../actions/workspace/sign-in.ts';
import { updateMe } from '../../actions/workspace/users.ts';
import { ROLE_NAMES } from '../../model/role.ts';
import type { UserRecord } from '../../store/workspace/users.ts';
import type { Me } from '../contract/session.ts';
import { implement } from '../implement.ts';
import { endSession, setSession } from '../security.ts';
import { version } from '../version.ts';

function meOf({ user_id, name, display_name, role, language, theme }: UserRecord): Me {
  return { user_id, name, display_name, role, language, theme };
}

/** Signing in and out, and the own settings. */
export const SESSION = [
  implement('session', async ({ who }) => ({
    me: who === null ? null : meOf(who.user),
    access: who === null ? null : who.access,
    version: version(),
    roles: ROLE_NAMES,
  })),
  implement('sign_in', async ({ bench, body, request, reply }) => {
    const from = request.ip;
    const { token, user } = await signIn(bench.workspace, bench.throttle, { ...body, from });
    setSession(bench.workspace, request, reply, token);
    return { me: meOf(user) };
  }),
  implement('sign_out', async ({ bench, who, reply }) => {
    await signOut(bench.workspace, who);
    endSession(bench.workspace, reply);
    return {};
  }),
  implement('one_time_link', async ({ bench, params }) => {
    const { link, user } = await readLink(bench.workspace.store, params.token);
    return { name: user.name, display_name: user.display_name, is_first: link.is_first };
  }),
  implement('use_link', async ({ bench, params, body, request, reply }) => {
    const { token, user } = await useLink(bench.workspace, params.token, body);
    setSession(bench.workspace, request, reply, token);
    return { me: meOf(user) };
  }),
  implement('update_me', async ({ bench, who, body }) => ({
    me: meOf(await updateMe(bench.workspace, who.user.user_id, body)),
  })),
  implement('change_password', async ({ bench, who, body }) => {
    await changePassword(bench.workspace, bench.throttle, who, body);
    return {};
  }),
];
