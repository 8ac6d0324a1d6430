import { words } from './words.ts';

/** Texts of saved views. */
export const VIEWS = words({
  'zh-CN': {
    views: '视图',
    first: '默认视图',
    no_views: '还没有保存过视图',
    save_view: '把现在的筛选存为视图',
    shared: '共用',
    remove_view: (name: string) => `删除视图：${name}`,
    name: '名称',
    share: '同事也能看到',
  },
  'zh-TW': {
    views: '檢視',
    first: '預設檢視',
    no_views: '還沒有儲存過檢視',
    save_view: '把現在的篩選存為檢視',
    shared: '共用',
    remove_view: (name) => `刪除檢視：${name}`,
    name: '名稱',
    share: '同事也看得到',
  },
  en: {
    views: 'Views',
    first: 'Default view',
    no_views: 'No saved views yet',
    save_view: 'Save the current filter as a view',
    shared: 'shared',
    remove_view: (name) => `Remove view: ${name}`,
    name: 'Name',
    share: 'Visible to colleagues',
  },
});
