import { type Static, Type } from 'typebox';
import { Done, Id, LanguageName, Moment, orNull, RoleName, Words } from './common.ts';
import type { Routes } from './route.ts';

const Name = Type.String({ minLength: 1, maxLength: 64, pattern: '^\\S(.*\\S)?$' });
/** A password as it is chosen: at least 8 characters of any kind. */
const Password = Type.String({ minLength: 8, maxLength: 200 });

/** The books that a user sees: all, or these, and in each all shops or these. */
export const Access = Type.Union([
  Type.Literal('all'),
  Type.Array(Type.Object({ book_id: Id, shops: orNull(Type.Array(Type.String())) })),
]);

/** The user who is signed in. */
export const Me = Type.Object({
  user_id: Id,
  name: Name,
  display_name: Type.String(),
  role: RoleName,
  language: orNull(LanguageName),
  theme: Type.Enum(['light', 'dark', 'auto']),
});
export type Me = Static<typeof Me>;

/** Another user, as an administrator sees him. */
export const User = Type.Object({
  user_id: Id,
  name: Name,
  display_name: Type.String(),
  role: RoleName,
  access: Access,
  disabled: Type.Boolean(),
  has_password: Type.Boolean(),
  last_seen_at: orNull(Moment),
  /** Whether who asks may change him: he sees nothing that they do not see. */
  can_change: Type.Boolean(),
});

/** A one-time link for choosing a password. */
export const OneTimeLink = Type.Object({ path: Type.String(), expires_at: Moment });

/** Signing in, out, and users. */
export const SESSION_ROUTES = {
  session: {
    summary: 'Who is signed in with which books, and what the program is.',
    reply: Type.Object({
      me: orNull(Me),
      access: orNull(Access),
      version: Type.String(),
      roles: Type.Record(RoleName, Words),
    }),
  },
  sign_in: {
    summary: 'Signs in with name and password.',
    body: Type.Object({ name: Name, password: Type.String({ maxLength: 200 }) }),
    reply: Type.Object({ me: Me }),
  },
  sign_out: { summary: 'Ends the session.', reply: Done },
  one_time_link: {
    summary: 'Whose one-time link this is; it stays good.',
    reply: Type.Object({ name: Name, display_name: Type.String(), is_first: Type.Boolean() }),
  },
  use_link: {
    summary: 'Chooses a password with a one-time link and signs in.',
    body: Type.Object({
      name: Name,
      display_name: Type.Optional(Type.String({ maxLength: 64 })),
      password: Password,
    }),
    reply: Type.Object({ me: Me }),
  },
  update_me: {
    summary: 'Changes the own display name, language or theme.',
    body: Type.Partial(Type.Pick(Me, ['display_name', 'language', 'theme'])),
    reply: Type.Object({ me: Me }),
  },
  change_password: {
    summary: 'Changes the own password; other sessions of the user end.',
    body: Type.Object({ old_password: Type.String(), new_password: Password }),
    reply: Done,
  },
  list_users: {
    summary: 'All users.',
    reply: Type.Object({ users: Type.Array(User) }),
  },
  create_user: {
    summary: 'Makes a user who sees no more than oneself, and chooses a password with the link returned.',
    body: Type.Object({
      name: Name,
      display_name: Type.String({ maxLength: 64 }),
      role: RoleName,
      access: Access,
    }),
    reply: Type.Object({ user: User, link: OneTimeLink }),
  },
  update_user: {
    summary:
      'Changes role, access or name of a user who sees no more than oneself, or disables him. The last administrator stays.',
    body: Type.Partial(Type.Pick(User, ['display_name', 'role', 'access', 'disabled'])),
    reply: Type.Object({ user: User }),
  },
  link_user: {
    summary: 'A new one-time link for a user who forgot the password and sees no more than oneself.',
    reply: Type.Object({ link: OneTimeLink }),
  },
} as const satisfies Routes;
