// The page's own words; everything the bot says comes from the bot.

const WORDS = {
  en: {
    people: "People",
    addPerson: "New person",
    name: "Name",
    language: "Language",
    add: "Add",
    cancel: "Cancel",
    ok: "OK",
    bot: "bot",
    connecting: "connecting…",
    today: "Today",
    yesterday: "Yesterday",
    edited: "edited",
    message: "Message",
    menu: "Menu",
    start: "Start",
    restart: "Restart bot",
    whatCanThisBotDo: "What can this bot do?",
    emptyChat: "Press Start to begin.",
    attach: "Attach",
    file: "File",
    photo: "Photo",
    location: "Location",
    sendLocation: "Send",
    coordinates: "Latitude, longitude",
    notCoordinates: "Two numbers, like 46.55, 7.98",
    copied: "Copied",
    copy: "Copy",
    reply: "Reply",
    edit: "Edit",
    remove: "Delete",
    you: "You",
    more: "More",
    send: "Send",
    download: "Download",
    newest: "Newest",
    darkOrLight: "Dark or light",
    speakOther: "切换为中文",
    block: "Block the bot",
    unblock: "Unblock the bot",
    trouble: "Make trouble",
    troubleSlow: "Telegram is slow (3 s, 5 calls)",
    troubleFlood: "Too many requests (3 calls)",
    troubleDown: "Telegram is down (3 calls)",
    troubleLost: "Next answer is lost",
    troubleNone: "No more trouble",
    typing: "typing",
    upload_document: "sending a file",
    upload_photo: "sending a photo",
    openLink: "Open this link?",
    open: "Open",
    editing: "Editing",
    ideas: "Tap to try",
    dropHere: "Drop files here to send them",
  },
  zh: {
    people: "用户",
    addPerson: "新用户",
    name: "名字",
    language: "语言",
    add: "添加",
    cancel: "取消",
    ok: "好",
    bot: "机器人",
    connecting: "连接中…",
    today: "今天",
    yesterday: "昨天",
    edited: "已编辑",
    message: "输入消息",
    menu: "菜单",
    start: "开始",
    restart: "重新启用机器人",
    whatCanThisBotDo: "这个机器人能做什么？",
    emptyChat: "点“开始”即可使用。",
    attach: "附件",
    file: "文件",
    photo: "照片",
    location: "位置",
    sendLocation: "发送",
    coordinates: "纬度，经度",
    notCoordinates: "请输入两个数字，例如 46.55, 7.98",
    copied: "已复制",
    copy: "复制",
    reply: "回复",
    edit: "编辑",
    remove: "删除",
    you: "你",
    more: "更多",
    send: "发送",
    download: "下载",
    newest: "最新消息",
    darkOrLight: "深色或浅色",
    speakOther: "Switch to English",
    block: "停用机器人",
    unblock: "解除停用",
    trouble: "制造故障",
    troubleSlow: "Telegram 变慢（3 秒，5 次）",
    troubleFlood: "请求过多（3 次）",
    troubleDown: "Telegram 故障（3 次）",
    troubleLost: "丢失下一次回应",
    troubleNone: "恢复正常",
    typing: "正在输入",
    upload_document: "正在发送文件",
    upload_photo: "正在发送照片",
    openLink: "打开此链接？",
    open: "打开",
    editing: "编辑消息",
    ideas: "点一下试试",
    dropHere: "拖到这里即可发送文件",
  },
};

const forced = new URLSearchParams(location.search).get("lang");

// The words for somebody who speaks `language`; `?lang=` in the address wins.
export function wordsFor(language) {
  const code = (forced || language || "en").slice(0, 2);
  return { code: WORDS[code] ? code : "en", ...(WORDS[code] || WORDS.en) };
}

export function localeOf(words) {
  return words.code === "zh" ? "zh-CN" : "en-GB";
}

export function clockTime(seconds, words) {
  const how = { hour: "2-digit", minute: "2-digit", hour12: false };
  return new Date(seconds * 1000).toLocaleTimeString(localeOf(words), how);
}

export function dayName(seconds, words) {
  const day = new Date(seconds * 1000);
  const age = Math.round((midnight(new Date()) - midnight(day)) / 86400000);
  if (age === 0) return words.today;
  if (age === 1) return words.yesterday;
  const year = day.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return day.toLocaleDateString(localeOf(words), { day: "numeric", month: "long", year });
}

function midnight(moment) {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
}
