/** What a user may do: each role may do what the ones before it may. */
export const ROLES = ['viewer', 'clerk', 'reviewer', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Whether a role is as high as another, or higher. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** Who acts. `user_id` is what is written down; the workspace knows the name to it. */
export interface Actor {
  readonly user_id: string;
  readonly role: Role;
}
