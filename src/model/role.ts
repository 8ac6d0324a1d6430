import type { Text } from './language.ts';

/** What a user may do: each role may do what the ones before it may. */
export const ROLES = ['viewer', 'clerk', 'reviewer', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Whether a role is as high as another, or higher. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** Whether a role may see who the buyers are where that is needed: a row at fault, rows to be loaded again. */
export function maySeeBuyers(role: Role): boolean {
  return isAtLeast(role, 'clerk');
}

/** Who acts. `user_id` is what is written down; the workspace knows the name to it. */
export interface Actor {
  readonly user_id: string;
  readonly role: Role;
  /** The shops that the user may see; left out or null for all. Cases of no shop are not among some. */
  readonly shops?: readonly string[] | null;
}

/** Names of the roles. */
export const ROLE_NAMES = {
  viewer: { 'zh-CN': '查看者', 'zh-TW': '檢視者', en: 'viewer' },
  clerk: { 'zh-CN': '会计', 'zh-TW': '會計', en: 'clerk' },
  reviewer: { 'zh-CN': '复核人', 'zh-TW': '覆核人', en: 'reviewer' },
  administrator: { 'zh-CN': '管理员', 'zh-TW': '管理員', en: 'administrator' },
} as const satisfies Record<Role, Text>;
