//! All words of the interface, Chinese beside English (词条).

macro_rules! messages {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        /// A message of the interface; gaps to fill are written `{}`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "the words stand beside each name")]
        pub enum Msg {
            $($name,)*
        }

        impl Msg {
            /// Every message.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The words in Chinese and English.
            pub const fn both(self) -> (&'static str, &'static str) {
                match self {
                    $(Self::$name => ($zh, $en),)*
                }
            }
        }
    };
}

messages! {
    // the page
    AppName: "朱批", "Zhupi";
    AppSeal: "批", "批";

    ProjectName: "我的项目", "My project";
    ViewAnnotate: "标注", "Annotate";
    ViewLedger: "任务分解表", "Task ledger";
    Views: "视图", "Views";
    ReviewedOf: "已审 {} / {}", "Reviewed {} / {}";
    Documents: "文档", "Documents";
    Details: "详情", "Details";
    SkipToText: "跳到正文", "Skip to the text";
    Menu: "更多", "More";
    Theme: "明暗", "Light or dark";
    ThemeSystem: "跟随系统", "As the system";
    ThemeLight: "浅色", "Light";
    ThemeDark: "深色", "Dark";
    OtherLanguage: "English", "中文";
    Close: "关闭", "Close";
    Cancel: "取消", "Cancel";

    // actions
    NextProposal: "下一条待审", "Next proposal";
    PreviousProposal: "上一条待审", "Previous proposal";
    Accept: "接受", "Accept";
    Reject: "拒绝", "Reject";
    NextMark: "下一处标注", "Next mark";
    PreviousMark: "上一处标注", "Previous mark";
    DeleteMark: "删除", "Delete";
    MarkAll: "全文同词", "All occurrences";
    Relate: "建立关系", "Relation";
    Note: "备注", "Note";
    EndForward: "末端右移一字", "End one character on";
    EndBack: "末端左移一字", "End one character back";
    EndForwardWord: "末端右移一词", "End one word on";
    EndBackWord: "末端左移一词", "End one word back";
    StartForward: "始端右移一字", "Start one character on";
    StartBack: "始端左移一字", "Start one character back";
    CaretMode: "键盘选字", "Keyboard caret";
    SelectAll: "全选", "Select all";
    Undo: "撤销", "Undo";
    Redo: "重做", "Redo";
    NextDocument: "下一篇", "Next document";
    PreviousDocument: "上一篇", "Previous document";
    FindDocument: "查找文档", "Find a document";
    FindText: "文中查找", "Find in the text";
    Commands: "命令", "Commands";
    ImportFiles: "导入文件", "Import files";
    PasteText: "粘贴文本", "Paste text";
    Export: "导出", "Export";
    SaveBackup: "保存备份", "Save a backup";
    NextPane: "下一区", "Next pane";
    KeyMap: "全部快捷键", "All keys";
    Tour: "三步上手", "Three-step tour";
    BackToText: "回到正文", "Back to the text";
}
