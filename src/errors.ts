import { inEveryLanguage, type Language, say, type Text, type Value } from './model/language.ts';

/** One entry of the catalogue. */
interface CatalogueEntry {
  /** Exit code of the command line. */
  readonly exit: 1 | 2 | 3;
  /** HTTP status. */
  readonly status: number;
  /** What happened and what to do about it, for the clerk. */
  readonly text: Text;
}

/**
 * All errors that a user can see. `exit`: 2 refused input, 3 a fault of the program or the machine.
 * Keep the entries in alphabetical order; docs/reference/errors.md lists each (held by a test).
 */
export const CATALOGUE = {
  access_beyond_own: {
    exit: 2,
    status: 403,
    text: {
      'zh-CN': '不能给出比您自己更大的权限，也不能改动权限比您大的用户。请能看到全部账套的管理员来做。',
      'zh-TW': '不能給出比您自己更大的權限，也不能改動權限比您大的使用者。請能看到全部帳本的管理員來做。',
      en: 'You cannot give more access than you have, nor change a user who has more. Ask an administrator who sees all books.',
    },
  },
  access_denied: {
    exit: 2,
    status: 403,
    text: {
      'zh-CN': '您的角色或权限不能做这件事。需要时请管理员在“用户”里调整。',
      'zh-TW': '您的角色或權限不能做這件事。需要時請管理員在「使用者」裡調整。',
      en: 'Your role or access does not allow this. Ask an administrator to change it under Users.',
    },
  },
  action_stood_on: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '不能撤销：{key} 之后又有一步“{step}”（{who}，{at}）。请先撤销那一步。',
      'zh-TW': '無法復原：{key} 之後又有一步「{step}」（{who}，{at}）。請先復原那一步。',
      en: 'Not undone: a later step "{step}" on {key} stands on it ({who}, {at}). Undo that one first.',
    },
  },
  action_undone: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '这一步在 {at} 已由 {who} 撤销，无需再撤。',
      'zh-TW': '這一步已於 {at} 由 {who} 復原，不必再復原。',
      en: 'This was undone by {who} at {at} already; nothing is left to undo.',
    },
  },
  action_unknown: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '账套里没有编号为 {action_id} 的操作。请刷新后再试。',
      'zh-TW': '帳本裡沒有編號 {action_id} 的操作。請重新整理後再試。',
      en: 'The book has no action {action_id}. Reload and try again.',
    },
  },
  adjustment_beyond_limit: {
    exit: 2,
    status: 403,
    text: {
      'zh-CN': '调账金额超过您一次操作的限额，须由限额更高的人来做或复核。',
      'zh-TW': '調帳金額超過您一次操作的限額，須由限額更高的人來做或覆核。',
      en: 'This adjusts more than your limit for one action: somebody with a higher one has to make or review it.',
    },
  },
  archive_broken: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '{file} 不是完整的压缩包（下载中断或已损坏）。请重新下载后再导入。',
      'zh-TW': '{file} 不是完整的壓縮檔（下載中斷或已損毀）。請重新下載後再匯入。',
      en: '{file} is not a complete zip (cut short or damaged). Download it again and import that.',
    },
  },
  archive_kind_unknown: {
    exit: 2,
    status: 415,
    text: {
      'zh-CN': '{file} 是 {kind} 压缩包，本程序只能打开 zip。请先解压，再导入里面的文件。',
      'zh-TW': '{file} 是 {kind} 壓縮檔，本程式只能開啟 zip。請先解壓縮，再匯入裡面的檔案。',
      en: '{file} is a {kind} archive; only zip is opened here. Unpack it first and import the files inside.',
    },
  },
  archive_ratio: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '{file} 解压后超过原大小的 {limit} 倍，已停止读取。请确认来源；确需导入时先自行解压。',
      'zh-TW': '{file} 解壓縮後超過原大小的 {limit} 倍，已停止讀取。請確認來源；確需匯入時先自行解壓縮。',
      en: '{file} unpacks to more than {limit} times its size and was stopped. Make sure where it comes from; unpack it yourself if it is genuine.',
    },
  },
  archive_too_deep: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '{file} 是压缩包里套的压缩包，超过 {limit} 层。请先解压，再导入里面的文件。',
      'zh-TW': '{file} 是壓縮檔裡再包的壓縮檔，超過 {limit} 層。請先解壓縮，再匯入裡面的檔案。',
      en: '{file} is a zip inside a zip, deeper than {limit} levels. Unpack it and import the files inside.',
    },
  },
  archive_too_many_members: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '{file} 里的文件超过 {limit} 个。请分成几个压缩包再导入。',
      'zh-TW': '{file} 裡的檔案超過 {limit} 個。請分成幾個壓縮檔再匯入。',
      en: '{file} holds more than {limit} files. Split it into several zips.',
    },
  },
  attachment_unknown: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '账套里没有编号为 {attachment_id} 的附件。请刷新后再试。',
      'zh-TW': '帳本裡沒有編號 {attachment_id} 的附件。請重新整理後再試。',
      en: 'The book has no attachment {attachment_id}. Reload and try again.',
    },
  },
  bad_argument: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN': '参数不对：{what}。输入 duideshang --help 查看用法。',
      'zh-TW': '參數不正確：{what}。輸入 duideshang --help 查看用法。',
      en: 'Wrong argument: {what}. See duideshang --help.',
    },
  },
  bad_book_folder: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN': '账套文件夹不能用：{folder}。请换一个可以写入、路径里没有问号的文件夹。',
      'zh-TW': '帳本資料夾無法使用：{folder}。請改用可以寫入、路徑中沒有問號的資料夾。',
      en: 'This folder cannot hold a book: {folder}. Choose a folder that can be written and has no question mark in its path.',
    },
  },
  book_hash_changed: {
    exit: 3,
    status: 500,
    text: {
      'zh-CN':
        '账套 {book} 是用另一版数据引擎建的，行的指纹算法不同。请用原来的版本打开，或新建账套并重新导入 originals 里的原文件。',
      'zh-TW':
        '帳本 {book} 是用另一版資料引擎建立的，列的指紋演算法不同。請用原來的版本開啟，或新建帳本並重新匯入 originals 裡的原始檔案。',
      en: 'Book {book} was made with another version of the database engine, which fingerprints rows differently. Open it with that version, or make a new book and import the files kept in its originals again.',
    },
  },
  book_in_use: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '账套 {book} 正被另一个程序使用。请先关闭那个程序，再试一次。',
      'zh-TW': '帳本 {book} 正被另一個程式使用。請先關閉那個程式，再試一次。',
      en: 'Book {book} is in use by another program. Close that program and try again.',
    },
  },
  book_name_differs: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN': '输入的名称和账套名称“{name}”不一样，没有删除。请再输入一次。',
      'zh-TW': '輸入的名稱與帳本名稱「{name}」不同，沒有刪除。請再輸入一次。',
      en: 'The name typed is not "{name}", so nothing was removed. Type the name of the book again.',
    },
  },
  book_not_found: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN':
        '没有 {folder} 这个账套。用 --book 写出账套所在的文件夹，或先运行 duideshang reconcile 或 duideshang import 建一个。',
      'zh-TW':
        '沒有 {folder} 這個帳本。用 --book 寫出帳本所在的資料夾，或先執行 duideshang reconcile 或 duideshang import 建一個。',
      en: 'There is no book {folder}. Name its folder with --book, or make one with duideshang reconcile or duideshang import.',
    },
  },
  book_too_new: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '账套 {book} 是用更新版本的程序建的。请升级程序后再打开。',
      'zh-TW': '帳本 {book} 是用較新版本的程式建立的。請升級程式後再開啟。',
      en: 'Book {book} was made by a newer version of this program. Update the program and open it again.',
    },
  },
  book_unknown: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '没有这个账套，或您看不到它。请回到账套列表重新选择。',
      'zh-TW': '沒有這個帳本，或您看不到它。請回到帳本清單重新選擇。',
      en: 'There is no such book, or you do not see it. Go back to the list of books and choose one.',
    },
  },
  case_changed: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '{key} 已被 {who} 在 {at} 改为“{state}”。请看过现在的情况再操作。',
      'zh-TW': '{key} 已由 {who} 於 {at} 改為「{state}」。請看過目前情況再操作。',
      en: '{key} was changed to "{state}" by {who} at {at}. Look at it as it is now, then decide.',
    },
  },
  case_in_review: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '{key} 正在等待复核，复核通过或退回之后才能再匹配。',
      'zh-TW': '{key} 正在等待覆核，覆核通過或退回之後才能再配對。',
      en: '{key} waits for a review: it can be matched once that is confirmed or rejected.',
    },
  },
  case_is_gone: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '{key} 的差异已经不存在，不能重新打开。',
      'zh-TW': '{key} 的差異已經不存在，無法重新開啟。',
      en: 'The exception of {key} is no longer found, so it cannot be opened again.',
    },
  },
  case_unknown: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '账套里没有编号为 {case_id} 的差异。请刷新列表后再试。',
      'zh-TW': '帳本裡沒有編號 {case_id} 的差異。請重新整理清單後再試。',
      en: 'The book has no case {case_id}. Reload the list and try again.',
    },
  },
  cell_too_long: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '{file} 第 {row} 行第 {column} 列的单元格超过 {limit} 个字符。请检查该行后再导入。',
      'zh-TW': '{file} 第 {row} 列第 {column} 欄的儲存格超過 {limit} 個字元。請檢查該列後再匯入。',
      en: '{file}, row {row}, column {column}: the cell is longer than {limit} characters. Look at that row and import again.',
    },
  },
  disk_full: {
    exit: 3,
    status: 507,
    text: {
      'zh-CN': '磁盘满了，写不下去。已做完的部分都在，没做完的一点也没有记入。请腾出空间后再试一次。',
      'zh-TW': '磁碟滿了，無法再寫入。已完成的部分都在，未完成的完全沒有記入。請騰出空間後再試一次。',
      en: 'The disk is full. What was finished is kept, and nothing of what was not. Make room and try again.',
    },
  },
  disk_read_only: {
    exit: 3,
    status: 507,
    text: {
      'zh-CN': '磁盘或文件夹是只读的，写不进去。请换一个可写的位置，或请管理员改成可写，再试一次。',
      'zh-TW': '磁碟或資料夾是唯讀的，無法寫入。請換一個可寫入的位置，或請管理員改成可寫入，再試一次。',
      en: 'The disk or folder is read-only. Choose another place or have it made writable, and try again.',
    },
  },
  encoding_unknown: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '{file} 的文字编码无法识别（第 {row} 行附近）。请用 Excel 或记事本另存为 UTF-8 后再导入。',
      'zh-TW': '{file} 的文字編碼無法識別（第 {row} 列附近）。請用 Excel 或記事本另存為 UTF-8 後再匯入。',
      en: 'The text encoding of {file} is not known (near row {row}). Save it as UTF-8 and import that.',
    },
  },
  export_gone: {
    exit: 2,
    status: 410,
    text: {
      'zh-CN': '这个导出文件已过期删除（保留 {days} 天）。请重新导出。',
      'zh-TW': '這個匯出檔案已過期刪除（保留 {days} 天）。請重新匯出。',
      en: 'This export is gone: exports are kept for {days} days. Export again.',
    },
  },
  file_kind_unknown: {
    exit: 2,
    status: 415,
    text: {
      'zh-CN': '{file} 是 {kind}，不是可以读取的表格。请在平台或网银下载 csv 或 Excel 格式。',
      'zh-TW': '{file} 是 {kind}，不是可以讀取的表格。請在平台或網路銀行下載 csv 或 Excel 格式。',
      en: '{file} is {kind}, not a table that can be read. Download it from the platform or the bank as csv or Excel.',
    },
  },
  file_too_large: {
    exit: 2,
    status: 413,
    text: {
      'zh-CN': '{file} 超过 {limit} 字节的上限。请按日期分段下载后再导入。',
      'zh-TW': '{file} 超過 {limit} 位元組的上限。請依日期分段下載後再匯入。',
      en: '{file} is larger than {limit} bytes. Download shorter periods and import those.',
    },
  },
  file_changed: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN':
        '{file} 在导入的过程中被改动了，没有导入。请先保存并关闭它（或等下载、同步完成），再导入一次。',
      'zh-TW':
        '{file} 在匯入的過程中被更動了，沒有匯入。請先儲存並關閉它（或等下載、同步完成），再匯入一次。',
      en: '{file} was changed while it was being imported, so nothing of it was taken. Save and close it, or let the download or synchronisation end, and import it again.',
    },
  },
  file_unreadable: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '{file} 打不开：{what}。请确认文件还在、没有被别的程序占用。',
      'zh-TW': '{file} 無法開啟：{what}。請確認檔案還在、沒有被別的程式佔用。',
      en: '{file} cannot be opened: {what}. Make sure that it is there and that no other program holds it.',
    },
  },
  file_without_cells: {
    exit: 2,
    status: 415,
    text: {
      'zh-CN':
        '{file} 是 {kind}：它只有页面的样子，没有单元格，不能保证每一行的金额都读对，所以没有导入。请到网银或平台的交易明细里下载 Excel 或 csv 格式，再导入。',
      'zh-TW':
        '{file} 是 {kind}：它只有頁面的樣子，沒有儲存格，不能保證每一列的金額都讀對，所以沒有匯入。請到網路銀行或平台的交易明細裡下載 Excel 或 csv 格式，再匯入。',
      en: '{file} is {kind}: a page as it looks, without cells, so that its amounts cannot be read for certain; it was not imported. Download the statement as Excel or csv from the bank or the platform, and import that.',
    },
  },
  folder_empty: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN': '文件夹 {folder} 里没有可以导入的文件。请检查路径。',
      'zh-TW': '資料夾 {folder} 裡沒有可以匯入的檔案。請檢查路徑。',
      en: 'The folder {folder} has no file to import. Look at the path.',
    },
  },
  foreign_request: {
    exit: 2,
    status: 403,
    text: {
      'zh-CN': '这个请求来自别的网站，已拒绝。请直接在对得上的页面里操作。',
      'zh-TW': '這個請求來自其他網站，已拒絕。請直接在對得上的頁面裡操作。',
      en: 'This request came from another site and was refused. Use the pages of this program.',
    },
  },
  host_refused: {
    exit: 2,
    status: 421,
    text: {
      'zh-CN': '不能用地址 {host} 访问。请用启动时显示的地址打开。',
      'zh-TW': '不能用位址 {host} 存取。請用啟動時顯示的位址開啟。',
      en: 'The address {host} does not lead here. Open the address that was shown at the start.',
    },
  },
  import_failed: {
    exit: 3,
    status: 500,
    text: {
      'zh-CN': '导入 {file} 时程序出错：{why}。这个文件的内容一行也没有记入账套，可以再试一次。',
      'zh-TW': '匯入 {file} 時程式出錯：{why}。這個檔案的內容一列也沒有記入帳本，可以再試一次。',
      en: 'The program failed while importing {file}: {why}. Nothing of this file is in the book; you can try again.',
    },
  },
  import_not_found: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '没有编号为 {import_id} 的导入。请先列出全部导入再选。',
      'zh-TW': '沒有編號為 {import_id} 的匯入。請先列出全部匯入再選。',
      en: 'There is no import {import_id}. List the imports and choose one.',
    },
  },
  job_failed: {
    exit: 3,
    status: 500,
    text: {
      'zh-CN': '程序出了故障：{message}。已做完的部分保留，可以再试一次；仍不行请把这句话发给我们。',
      'zh-TW': '程式發生故障：{message}。已完成的部分保留，可以再試一次；仍不行請把這句話寄給我們。',
      en: 'The program failed: {message}. What was finished stays; try again, and if it fails again please send us this sentence.',
    },
  },
  job_not_found: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '没有这个任务，或它已经很久以前结束。请刷新页面。',
      'zh-TW': '沒有這個工作，或它已經很久以前結束。請重新整理頁面。',
      en: 'There is no such job, or it ended long ago. Load the page again.',
    },
  },
  last_administrator: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '这是最后一个管理员，不能停用或降低角色。请先让另一个用户成为管理员。',
      'zh-TW': '這是最後一個管理員，不能停用或降低角色。請先讓另一個使用者成為管理員。',
      en: 'This is the last administrator, who cannot be disabled or given a lower role. Make another user administrator first.',
    },
  },
  link_expired: {
    exit: 2,
    status: 410,
    text: {
      'zh-CN':
        '这个一次性链接已用过或已过期。请管理员重新生成；管理员自己可运行 duideshang serve --link 用户名。',
      'zh-TW':
        '這個一次性連結已用過或已過期。請管理員重新產生；管理員自己可執行 duideshang serve --link 使用者名稱。',
      en: 'This one-time link was used or has expired. Ask an administrator for a new one; an administrator can run duideshang serve --link NAME.',
    },
  },
  list_column_unknown: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN': '“{list}”没有可以这样用的列 {column}。请刷新页面后重新选择列。',
      'zh-TW': '「{list}」沒有可以這樣使用的欄位 {column}。請重新整理頁面後再選擇欄位。',
      en: 'The list "{list}" has no column {column} that can be used so. Reload the page and choose again.',
    },
  },
  list_condition_wrong: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN': '“{column}”不能按“{value}”筛选。金额写成分（整数），日期写成 2024-08-01，再试一次。',
      'zh-TW': '「{column}」無法依「{value}」篩選。金額寫成分（整數），日期寫成 2024-08-01，再試一次。',
      en: '"{column}" cannot be filtered by "{value}". Give amounts in fen and days as 2024-08-01, and try again.',
    },
  },
  list_place_wrong: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN': '翻页位置已失效（排序变了）。请回到第一页。',
      'zh-TW': '翻頁位置已失效（排序變了）。請回到第一頁。',
      en: 'This place in the list no longer fits its order. Go back to the first page.',
    },
  },
  list_unknown: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '没有名为 {list} 的列表。请从菜单重新进入。',
      'zh-TW': '沒有名為 {list} 的清單。請從選單重新進入。',
      en: 'There is no list {list}. Open it from the menu again.',
    },
  },
  move_lacks: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN': '“{move}”还缺：{needs}。请补上后再提交。',
      'zh-TW': '「{move}」還缺：{needs}。請補上後再送出。',
      en: '"{move}" needs {needs}. Add it and send again.',
    },
  },
  move_not_legal: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '{key} 现在是“{state}”，不能“{move}”。',
      'zh-TW': '{key} 目前為「{state}」，無法「{move}」。',
      en: '{key} is "{state}" now, so "{move}" is not possible.',
    },
  },
  never_reconciled: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '账套 {book} 还没有对过账。请先运行 duideshang run。',
      'zh-TW': '帳本 {book} 還沒有對過帳。請先執行 duideshang run。',
      en: 'The book {book} was never reconciled. Run duideshang run first.',
    },
  },
  not_signed_in: {
    exit: 2,
    status: 401,
    text: {
      'zh-CN': '还没有登录，或登录已过期。请登录。',
      'zh-TW': '尚未登入，或登入已過期。請登入。',
      en: 'You are not signed in, or it was too long ago. Sign in.',
    },
  },
  nothing_moved: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '没有一项可以这样处理：{why}',
      'zh-TW': '沒有一項可以這樣處理：{why}',
      en: 'Nothing was changed: {why}',
    },
  },
  nothing_to_decide: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '订单 {order_no} 没有待处理的差异。请先运行对账，或核对订单号。',
      'zh-TW': '訂單 {order_no} 沒有待處理的差異。請先執行對帳，或核對訂單編號。',
      en: 'Order {order_no} has no exception to decide about. Run the reconciliation first, or look at the number again.',
    },
  },
  offer_unknown: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '没有这条建议：{offer_id}。请刷新后再试。',
      'zh-TW': '沒有這條建議：{offer_id}。請重新整理後再試。',
      en: 'There is no offer {offer_id}. Reload and try again.',
    },
  },
  old_password_wrong: {
    exit: 2,
    status: 403,
    text: {
      'zh-CN': '原密码不对。请再输入一次。',
      'zh-TW': '原密碼不正確。請再輸入一次。',
      en: 'The old password is wrong. Type it again.',
    },
  },
  order_not_unique: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '{number} 对应不止一个订单：{orders}。请用其中一个订单号再查。',
      'zh-TW': '{number} 對應不只一張訂單：{orders}。請用其中一個訂單編號再查。',
      en: '{number} leads to several orders: {orders}. Ask for one of them.',
    },
  },
  order_unknown: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '已导入的文件里找不到 {number}。请检查号码，或先导入含有它的文件。',
      'zh-TW': '已匯入的檔案裡找不到 {number}。請檢查號碼，或先匯入含有它的檔案。',
      en: 'No file loaded names {number}. Look at the number again, or load the file that has it.',
    },
  },
  original_missing: {
    exit: 3,
    status: 410,
    text: {
      'zh-CN': '{file} 的原文件不在账套的 originals 文件夹里了。请把它放回去，或重新下载。',
      'zh-TW': '{file} 的原始檔案不在帳本的 originals 資料夾裡了。請把它放回去，或重新下載。',
      en: 'The original of {file} is no longer in the originals folder of the book. Put it back or download it again.',
    },
  },
  original_sealed: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '{file} 是有密码的压缩包，程序不保存密码，看不了里面的行。请用密码打开下载的原文件查看。',
      'zh-TW': '{file} 是有密碼的壓縮檔，程式不儲存密碼，看不了裡面的列。請用密碼開啟下載的原始檔案查看。',
      en: '{file} is a zip with a password. The program keeps no password and cannot show its rows; open the file that you downloaded.',
    },
  },
  own_proposal: {
    exit: 2,
    status: 403,
    text: {
      'zh-CN': '{key} 是您自己提交复核的，须由另一位有权限的人复核。',
      'zh-TW': '{key} 是您自己提交覆核的，須由另一位有權限的人覆核。',
      en: 'You proposed this for {key} yourself: somebody else with the right has to review it.',
    },
  },
  password_missing: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '{file} 有密码。请填写压缩包密码（支付宝发到手机或邮箱的 6 位数字）后再导入。',
      'zh-TW': '{file} 有密碼。請填寫壓縮檔密碼（支付寶傳到手機或信箱的 6 位數字）後再匯入。',
      en: '{file} is protected by a password. Give the password of the zip (Alipay sends 6 digits by phone or mail) and import again.',
    },
  },
  password_wrong: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '{file} 的密码不对。请核对密码后再导入。',
      'zh-TW': '{file} 的密碼不對。請核對密碼後再匯入。',
      en: 'The password for {file} is wrong. Look it up and import again.',
    },
  },
  port_taken: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '端口 {port} 及其后的端口都被占用。请用 --port 指定另一个端口。',
      'zh-TW': '連接埠 {port} 及其後的連接埠都被佔用。請用 --port 指定另一個連接埠。',
      en: 'Port {port} and the ones after it are taken. Name another with --port.',
    },
  },
  proposal_changed: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '{key} 提交复核之后，有的金额变了或已经了结，原来的调账不再合适。请退回，再重新匹配。',
      'zh-TW': '{key} 提交覆核之後，有的金額變了或已經結清，原來的調帳不再合適。請退回，再重新配對。',
      en: 'Since this was proposed for {key}, some of its money has changed or been settled, and the adjustment no longer fits. Reject it, and match again.',
    },
  },
  reason_unknown: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN': '原因清单里没有 {reason_code}。请从清单里选一个。',
      'zh-TW': '原因清單裡沒有 {reason_code}。請從清單裡選一個。',
      en: 'The list of reasons has no {reason_code}. Choose one of the list.',
    },
  },
  reasons_wrong: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '原因清单第 {row} 条不对：{what}。请改正后再保存。',
      'zh-TW': '原因清單第 {row} 筆不正確：{what}。請改正後再儲存。',
      en: 'Entry {row} of the list of reasons is wrong: {what}. Mend it and save again.',
    },
  },
  report_amount_too_large: {
    exit: 3,
    status: 500,
    text: {
      'zh-CN': '金额 {amount} 超出了 JSON 文件能精确表示的范围（2^53），没有写出。请缩小对账的期间。',
      'zh-TW': '金額 {amount} 超出了 JSON 檔案能精確表示的範圍（2^53），沒有寫出。請縮小對帳的期間。',
      en: 'The amount {amount} is beyond what the JSON file can hold exactly (2^53); it was not written. Reconcile a shorter period.',
    },
  },
  report_not_written: {
    exit: 3,
    status: 500,
    text: {
      'zh-CN':
        '无法写出 {file}：{reason}。请检查文件夹是否存在、是否有写入权限，以及该文件是否正被 Excel 打开。',
      'zh-TW':
        '無法寫出 {file}：{reason}。請檢查資料夾是否存在、是否有寫入權限，以及該檔案是否正被 Excel 開啟。',
      en: '{file} cannot be written: {reason}. Look whether the folder exists, may be written to, and whether the file is open in Excel.',
    },
  },
  report_original_unreadable: {
    exit: 3,
    status: 500,
    text: {
      'zh-CN': '留存的原文件 {file} 读不出来，没有写回核对结果。请重新导入该文件。',
      'zh-TW': '留存的原始檔 {file} 讀不出來，沒有寫回核對結果。請重新匯入該檔案。',
      en: 'The kept original {file} cannot be read, so it was not handed back. Import the file again.',
    },
  },
  request_too_large: {
    exit: 2,
    status: 413,
    text: {
      'zh-CN': '内容超过 {limit} 字节的上限。请分几次提交。',
      'zh-TW': '內容超過 {limit} 位元組的上限。請分幾次提交。',
      en: 'This is more than {limit} bytes. Send it in parts.',
    },
  },
  request_wrong: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN': '请求不对：{what}。请刷新页面再试。',
      'zh-TW': '請求不正確：{what}。請重新整理頁面再試。',
      en: 'Wrong request: {what}. Load the page again and retry.',
    },
  },
  role_too_low: {
    exit: 2,
    status: 403,
    text: {
      'zh-CN': '“{move}”需要{least}或以上的权限。请找有权限的同事。',
      'zh-TW': '「{move}」需要{least}或以上的權限。請找有權限的同事。',
      en: '"{move}" takes the role {least} or above. Ask a colleague who has it.',
    },
  },
  round_trip_applied: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '{file} 已在 {at} 应用过。要再改，请重新下载后填写。',
      'zh-TW': '{file} 已於 {at} 套用過。要再改，請重新下載後填寫。',
      en: '{file} was applied at {at} already. Download the cases again to change more.',
    },
  },
  round_trip_not_ours: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN':
        '{file} 不是从这里下载的差异表：找不到“差异编号、版本、处理结果、备注”这几列。请用下载的表格填写，不要删列。',
      'zh-TW':
        '{file} 不是從這裡下載的差異表：找不到「差異編號、版本、處理結果、備註」這幾欄。請用下載的表格填寫，不要刪除欄。',
      en: '{file} is no table of cases downloaded here: the columns case, version, result and note are not found. Fill in the table as downloaded, with all its columns.',
    },
  },
  round_trip_row_added: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '这一行没有差异编号，不是下载的行。请只在下载的行里填写。',
      'zh-TW': '這一列沒有差異編號，不是下載的列。請只在下載的列裡填寫。',
      en: 'This row has no case number, so it was not downloaded. Fill in rows that were.',
    },
  },
  round_trip_row_twice: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '这个差异在前面第 {row} 行已经填过。请只留一行。',
      'zh-TW': '這個差異在前面第 {row} 列已經填過。請只留一列。',
      en: 'This case stands in row {row} already. Leave one of the two.',
    },
  },
  round_trip_unknown: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '没有编号为 {round_trip_id} 的表格。请重新上传。',
      'zh-TW': '沒有編號 {round_trip_id} 的表格。請重新上傳。',
      en: 'There is no table {round_trip_id}. Upload it again.',
    },
  },
  round_trip_word: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '清单里没有“{value}”。请从下拉清单里选一个。',
      'zh-TW': '清單裡沒有「{value}」。請從下拉清單裡選一個。',
      en: 'The list has no "{value}". Choose one of it.',
    },
  },
  route_unknown: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '没有这个地址：{path}。请从首页进入。',
      'zh-TW': '沒有這個位址：{path}。請從首頁進入。',
      en: 'There is nothing at {path}. Begin at the first page.',
    },
  },
  row_too_long: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '{file} 第 {row} 行超过 {limit} 字节，可能不是表格文件。请检查后再导入。',
      'zh-TW': '{file} 第 {row} 列超過 {limit} 位元組，可能不是表格檔案。請檢查後再匯入。',
      en: '{file}, row {row} is longer than {limit} bytes; this may not be a table. Look at it and import again.',
    },
  },
  row_unknown: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '账套里没有这一行：文件可能已经撤销导入，或者这一行不只关系到您能看的店铺。请刷新后再试。',
      'zh-TW': '帳本裡沒有這一列：檔案可能已經復原匯入，或者這一列不只關係到您能看的店鋪。請重新整理後再試。',
      en: 'The book has no such row: the import may have been undone, or the row is not only of shops that you see. Reload and try again.',
    },
  },
  rule_id_taken: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN': '规则编号“{id}”重复了，或与内置规则相同。请换一个编号。',
      'zh-TW': '規則編號「{id}」重複了，或與內建規則相同。請換一個編號。',
      en: 'The rule id "{id}" is used twice or belongs to a built-in rule. Choose another.',
    },
  },
  rule_pattern_wrong: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN':
        '规则文件 {where} 的正则表达式“{pattern}”不能用：{fault}。names 为 order_no 时须恰有一个捕获组 (…)，其他分组请写成 (?:…)。',
      'zh-TW':
        '規則檔 {where} 的規則運算式「{pattern}」不能用：{fault}。names 為 order_no 時須恰有一個擷取群組 (…)，其他群組請寫成 (?:…)。',
      en: 'Rules file, {where}: the regular expression "{pattern}" cannot be used: {fault}. A rule that names order_no needs exactly one capture group (…); write other groups as (?:…).',
    },
  },
  rule_value_wrong: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN': '规则文件 {where} 应为 {expected}，现在是 {value}。写法见 docs/reference/rules.md。',
      'zh-TW': '規則檔 {where} 應為 {expected}，目前是 {value}。寫法見 docs/reference/rules.md。',
      en: 'Rules file, {where}: expected {expected}, found {value}. See docs/reference/rules.md.',
    },
  },
  rules_changed: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '规则刚被别人改过，没有保存。请刷新页面，看过新的规则后再改。',
      'zh-TW': '規則剛被別人改過，沒有儲存。請重新整理頁面，看過新的規則後再改。',
      en: 'Somebody has just changed the rules; yours were not saved. Reload the page, look at them and change them again.',
    },
  },
  rules_not_json: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN': '规则文件不是正确的 JSON：{fault}。请检查引号和逗号。',
      'zh-TW': '規則檔不是正確的 JSON：{fault}。請檢查引號和逗號。',
      en: 'The rules file is no valid JSON: {fault}. Look at quotes and commas.',
    },
  },
  selection_changed: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN':
        '选中的异常里刚有人改过，或多了、少了几笔，这次什么都没有改。上面已是现在的情况，请看过再确认。',
      'zh-TW': '選取的異常裡剛有人改過，或多了、少了幾筆，這次什麼都沒有改。上面已是目前情況，請看過再確認。',
      en: 'Somebody has just changed some of the selected cases, or there are more or fewer of them; nothing was changed this time. What is shown is how it is now: look at it, then confirm.',
    },
  },
  server_gone: {
    exit: 3,
    status: 503,
    text: {
      'zh-CN': '对账工作台的服务在中途停止，已完成的部分保留。请再运行一次。',
      'zh-TW': '對帳工作台的服務在中途停止，已完成的部分保留。請再執行一次。',
      en: 'The server of the workbench stopped in between; what was finished stays. Run the command again.',
    },
  },
  server_running: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '这个工作区的服务已在 {address} 运行。请直接打开它，或用 --home 指定另一个文件夹。',
      'zh-TW': '這個工作區的服務已在 {address} 執行。請直接開啟它，或用 --home 指定另一個資料夾。',
      en: 'The server of this workspace already runs at {address}. Open that, or name another folder with --home.',
    },
  },
  shared_strings_too_large: {
    exit: 2,
    status: 413,
    text: {
      'zh-CN': '{file} 的文字超过 {limit} 字节，无法整本读取。请在 Excel 里另存为 csv 后再导入。',
      'zh-TW': '{file} 的文字超過 {limit} 位元組，無法整本讀取。請在 Excel 裡另存為 csv 後再匯入。',
      en: '{file} has texts that take more than {limit} bytes. Save the sheet as csv and import that.',
    },
  },
  sign_in_throttled: {
    exit: 2,
    status: 429,
    text: {
      'zh-CN': '登录失败次数太多。请等 {seconds} 秒后再试。',
      'zh-TW': '登入失敗次數太多。請等 {seconds} 秒後再試。',
      en: 'Too many failed sign-ins. Wait {seconds} seconds and try again.',
    },
  },
  sign_in_wrong: {
    exit: 2,
    status: 401,
    text: {
      'zh-CN': '用户名或密码不对。请再输入一次；忘了密码请找管理员。',
      'zh-TW': '使用者名稱或密碼不正確。請再輸入一次；忘記密碼請找管理員。',
      en: 'The user name or the password is wrong. Type them again; if you forgot the password ask an administrator.',
    },
  },
  source_ambiguous: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN':
        '分不清 {file}{sheet} 是哪一种文件：第 {row} 行的表头同时符合 {sources}。请去掉自己加的列，或重新下载原文件。',
      'zh-TW':
        '分不清 {file}{sheet} 是哪一種檔案：第 {row} 列的表頭同時符合 {sources}。請移除自己加的欄，或重新下載原始檔案。',
      en: 'Cannot tell what kind of file {file}{sheet} is: the header in row {row} fits {sources}. Remove columns that were added by hand, or download the original again.',
    },
  },
  source_unknown: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN':
        '认不出 {file}{sheet} 是什么文件。最像表头的是第 {row} 行：{seen}。{expected}。请用平台下载的原文件，表头要完整；别的表格教一次就认得（网页上点“教程序认识”，或 duideshang teach 文件）。',
      'zh-TW':
        '認不出 {file}{sheet} 是什麼檔案。最像表頭的是第 {row} 列：{seen}。{expected}。請用平台下載的原始檔案，表頭要完整；別的表格教一次就認得（網頁上點「教程式認識」，或 duideshang teach 檔案）。',
      en: 'Cannot tell what kind of file {file}{sheet} is. Row {row} looks most like a header: {seen}. {expected}. Use the file as the platform gave it, with its full header; another table can be taught, on the page or with duideshang teach FILE.',
    },
  },
  store_unreachable: {
    exit: 3,
    status: 503,
    text: {
      'zh-CN': '连不上数据库 {host}：{why}。请检查地址、用户名、密码和网络。',
      'zh-TW': '連不上資料庫 {host}：{why}。請檢查位址、使用者名稱、密碼和網路。',
      en: 'The database {host} cannot be reached: {why}. Check the address, user, password and network.',
    },
  },
  table_empty: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '{file}{sheet} 里没有任何内容。请重新下载后再导入。',
      'zh-TW': '{file}{sheet} 裡沒有任何內容。請重新下載後再匯入。',
      en: '{file}{sheet} holds nothing. Download it again and import that.',
    },
  },
  teaching_failed: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN':
        '{file}{sheet} 里找不到一行表头和它下面的数据，教不了。请确认打开后有一行列名，下面是一行行记录。',
      'zh-TW':
        '{file}{sheet} 裡找不到一列表頭和它下面的資料，無法教。請確認開啟後有一列欄名，下面是一列列記錄。',
      en: '{file}{sheet} has no header row with rows below it, so nothing can be taught. Make sure that one row names the columns and records follow.',
    },
  },
  template_incomplete: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '模板还缺一列：{fields}。请指出文件里哪一列是它。',
      'zh-TW': '範本還缺一欄：{fields}。請指出檔案裡哪一欄是它。',
      en: 'The template lacks a column: {fields}. Say which column of the file it is.',
    },
  },
  template_not_json: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN': '模板文件不是正确的 JSON：{fault}。请检查引号和逗号，或重新导出。',
      'zh-TW': '範本檔不是正確的 JSON：{fault}。請檢查引號和逗號，或重新匯出。',
      en: 'The template file is no valid JSON: {fault}. Look at quotes and commas, or export it again.',
    },
  },
  template_unknown: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '账套里没有名为“{name}”的模板。请刷新后再试。',
      'zh-TW': '帳本裡沒有名為「{name}」的範本。請重新整理後再試。',
      en: 'The book has no template "{name}". Reload and try again.',
    },
  },
  template_wrong: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '模板的 {where} 不对：{fault}。请照文档里的格式改正。',
      'zh-TW': '範本的 {where} 不對：{fault}。請照說明文件裡的格式改正。',
      en: 'The template is wrong at {where}: {fault}. Correct it as the documentation says.',
    },
  },
  templates_too_many: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '一个账套最多 {max} 个模板。请先删去不用的。',
      'zh-TW': '一個帳本最多 {max} 個範本。請先刪去不用的。',
      en: 'A book holds at most {max} templates. Remove some that are not used.',
    },
  },
  too_many_columns: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '{file} 第 {row} 行超过 {limit} 列，可能不是表格文件。请检查后再导入。',
      'zh-TW': '{file} 第 {row} 列超過 {limit} 欄，可能不是表格檔案。請檢查後再匯入。',
      en: '{file}, row {row} has more than {limit} columns; this may not be a table. Look at it and import again.',
    },
  },
  too_many_files: {
    exit: 2,
    status: 413,
    text: {
      'zh-CN': '一次超过 {limit} 个文件。请分几次添加。',
      'zh-TW': '一次超過 {limit} 個檔案。請分幾次加入。',
      en: 'More than {limit} files at once. Add them in parts.',
    },
  },
  too_many_rows: {
    exit: 2,
    status: 413,
    text: {
      'zh-CN': '{file} 超过 {limit} 行的上限。请按日期分段下载后再导入。',
      'zh-TW': '{file} 超過 {limit} 列的上限。請依日期分段下載後再匯入。',
      en: '{file} has more than {limit} rows. Download shorter periods and import those.',
    },
  },
  too_many_sheets: {
    exit: 2,
    status: 413,
    text: {
      'zh-CN': '{file} 的工作表超过 {limit} 张。请把要导入的工作表另存为一个文件后再导入。',
      'zh-TW': '{file} 的工作表超過 {limit} 張。請將要匯入的工作表另存為一個檔案後再匯入。',
      en: '{file} has more than {limit} sheets. Save those to import as a file of their own.',
    },
  },
  transfer_incomplete: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN':
        '匹配至少要有两个号码；调账至少要有一个号码和一个去向（尾差、扣费、补贴、其他）。每个号码只写一次，金额不能是 0。',
      'zh-TW':
        '配對至少要有兩個號碼；調帳至少要有一個號碼和一個去向（尾差、扣費、補貼、其他）。每個號碼只寫一次，金額不能是 0。',
      en: 'A match takes two numbers at least; an adjustment one number and where the rest goes (rounding, fee, subsidy, other). Write each number once, and no amount of 0.',
    },
  },
  transfer_key_unknown: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '上一次对账里没有 {key}，不能匹配。请先重新对账，或核对号码。',
      'zh-TW': '上一次對帳裡沒有 {key}，無法配對。請先重新對帳，或核對號碼。',
      en: 'The last run did not look at {key}, so it cannot be matched. Reconcile again, or look at the number.',
    },
  },
  transfer_key_changed: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '{key} 的差额刚才是 {was}，现在是 {now}：有人动过。请去掉它重新选，或重新打开匹配。',
      'zh-TW': '{key} 的差額剛才是 {was}，現在是 {now}：有人動過。請移除後重新選取，或重新開啟配對。',
      en: '{key} lacked {was} a moment ago and lacks {now} now: somebody moved its money. Take it out and choose it again, or open the match anew.',
    },
  },
  transfer_not_balanced: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN': '还差 {difference} 元没有去处。请调整金额，或注明差额的去向（尾差、扣费、补贴、其他）。',
      'zh-TW': '還差 {difference} 元沒有去處。請調整金額，或註明差額的去向（尾差、扣費、補貼、其他）。',
      en: '{difference} is left over. Change the amounts, or say where the rest goes (rounding, fee, subsidy, other).',
    },
  },
  undecodable_text: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN':
        '{file} 按 {encoding} 读取时，到第 {row} 行已有太多乱码。请用 Excel 或记事本另存为 UTF-8 后再导入。',
      'zh-TW':
        '{file} 依 {encoding} 讀取時，到第 {row} 列已有太多亂碼。請用 Excel 或記事本另存為 UTF-8 後再匯入。',
      en: '{file} read as {encoding} has too many undecodable characters by row {row}. Save it as UTF-8 and import that.',
    },
  },
  upload_gone: {
    exit: 2,
    status: 410,
    text: {
      'zh-CN': '上传的文件已不在（导入后清除，最多留 {days} 天）。请重新添加文件。',
      'zh-TW': '上傳的檔案已不在（匯入後清除，最多留 {days} 天）。請重新加入檔案。',
      en: 'The uploaded file is gone: it is kept until imported, {days} days at most. Add the file again.',
    },
  },
  user_exists: {
    exit: 2,
    status: 409,
    text: {
      'zh-CN': '已有用户“{name}”。请换一个用户名。',
      'zh-TW': '已有使用者「{name}」。請換一個使用者名稱。',
      en: 'There is a user "{name}" already. Choose another name.',
    },
  },
  user_unknown: {
    exit: 2,
    status: 404,
    text: {
      'zh-CN': '没有这个用户。请刷新用户列表。',
      'zh-TW': '沒有這個使用者。請重新整理使用者清單。',
      en: 'There is no such user. Load the list of users again.',
    },
  },
  whole_file_too_large: {
    exit: 2,
    status: 413,
    text: {
      'zh-CN': '{file} 是旧式 .xls，超过 {limit} 字节。请在 Excel 里另存为 .xlsx 或 csv 后再导入。',
      'zh-TW': '{file} 是舊式 .xls，超過 {limit} 位元組。請在 Excel 裡另存為 .xlsx 或 csv 後再匯入。',
      en: '{file} is an old kind of workbook larger than {limit} bytes. Save it as .xlsx or csv and import that.',
    },
  },
  workbook_broken: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN':
        '{file} 第 {row} 行之后读不下去：工作簿已损坏或不完整。请重新下载，或在 Excel 里打开另存后再导入。',
      'zh-TW':
        '{file} 第 {row} 列之後讀不下去：活頁簿已損毀或不完整。請重新下載，或在 Excel 裡開啟另存後再匯入。',
      en: '{file} cannot be read after row {row}: the workbook is damaged or incomplete. Download it again, or open it in Excel and save it.',
    },
  },
  workbook_encrypted: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '{file} 设有打开密码。请在 Excel 里去掉密码另存后再导入。',
      'zh-TW': '{file} 設有開啟密碼。請在 Excel 裡移除密碼另存後再匯入。',
      en: '{file} has a password to open it. Save it in Excel without the password and import that.',
    },
  },
  write_off_beyond_limit: {
    exit: 2,
    status: 403,
    text: {
      'zh-CN': '{key} 的金额超过您的核销限额，须由限额更高的人复核。',
      'zh-TW': '{key} 的金額超過您的沖銷限額，須由限額更高的人覆核。',
      en: 'The amount of {key} is beyond your limit for write-offs: somebody with a higher one has to review it.',
    },
  },
  write_offs_beyond_limit: {
    exit: 2,
    status: 403,
    text: {
      'zh-CN': '{key} 和一起选中的合计超过您一次操作的核销限额，须由限额更高的人复核。',
      'zh-TW': '{key} 和一起選取的合計超過您一次操作的沖銷限額，須由限額更高的人覆核。',
      en: '{key} and those chosen with it are together beyond your limit for one action: somebody with a higher one has to review them.',
    },
  },
  xml_with_dtd: {
    exit: 2,
    status: 422,
    text: {
      'zh-CN': '{file} 含有 DTD 声明，为安全起见拒绝读取。请在 Excel 里打开另存后再导入。',
      'zh-TW': '{file} 含有 DTD 宣告，為安全起見拒絕讀取。請在 Excel 裡開啟另存後再匯入。',
      en: '{file} declares a DTD and is refused for safety. Open it in Excel, save it and import that.',
    },
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof CATALOGUE;

/** Something a user must know: a code of the catalogue with its values. The cause is kept. */
export class DuideshangError extends Error {
  readonly code: ErrorCode;
  readonly values: Readonly<Record<string, Value>>;

  constructor(code: ErrorCode, values: Readonly<Record<string, Value>> = {}, cause?: unknown) {
    super(`${code}: ${say(CATALOGUE[code].text, 'en', values)}`, { cause });
    this.name = 'DuideshangError';
    this.code = code;
    this.values = values;
  }

  /** The sentence for the user. */
  says(language: Language): string {
    return say(CATALOGUE[this.code].text, language, this.values);
  }

  get exit(): number {
    return CATALOGUE[this.code].exit;
  }

  get status(): number {
    return CATALOGUE[this.code].status;
  }

  /** The sentence in every language. */
  get text(): Text {
    return inEveryLanguage((language) => this.says(language));
  }
}

/** What systems, and the engines that pass it on, say of a disk. */
const DISK_FAULTS: readonly (readonly [RegExp, 'disk_full' | 'disk_read_only'])[] = [
  [/no space left on device|not enough space on the disk|disk quota exceeded/i, 'disk_full'],
  [/read-only file system/i, 'disk_read_only'],
];

/** An error as one of the catalogue if it is one, or says that the disk takes no more. */
export function knownError(error: unknown): DuideshangError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { message } = at;
    const code = DISK_FAULTS.find(([says]) => says.test(message))?.[1];
    if (code !== undefined) return new DuideshangError(code, {}, error);
  }
  return error instanceof DuideshangError ? error : undefined;
}
