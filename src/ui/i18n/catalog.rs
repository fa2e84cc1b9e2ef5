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
    Theme: "明暗", "Light or dark";
    ThemeSystem: "跟随系统", "As the system";
    ThemeLight: "浅色", "Light";
    ThemeDark: "深色", "Dark";
    OtherLanguage: "English", "中文";
    Notice: "提示", "Notice";
    Close: "关闭", "Close";

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
    NoRelationFits: "方案里没有适用于这两类标注的关系", "The scheme has no type that fits these labels";
    UnfitRelations: "不适用于这两类标注的关系", "Types that do not fit these labels";
    Note: "备注", "Note";
    EndForward: "末端右移一字", "Move the end forward a character";
    EndBack: "末端左移一字", "Move the end back a character";
    EndForwardWord: "末端右移一词", "Move the end forward a word";
    EndBackWord: "末端左移一词", "Move the end back a word";
    StartForward: "始端右移一字", "Move the start forward a character";
    StartBack: "始端左移一字", "Move the start back a character";
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
    SwitchTheme: "切换明暗", "Switch light and dark";
    SwitchLanguage: "切换语言（English）", "Switch to Chinese";
    BackToText: "回到正文", "Back to the text";
    MarkEverywhere: "全部文档同词", "All occurrences in all documents";

    // what came of it
    NothingToDo: "没有可做的", "Nothing to do";
    AlreadyThere: "这里已有同样的标注", "Just this is there already";
    NoWordsThere: "这里没有可标的文字", "There are no words to mark";
    TextNotLoaded: "正文还没有载入", "The text has not been loaded";
    RelationToItself: "标注不能与自身建立关系", "A mark cannot be joined to itself";
    NoLongerFits: "内容已经变化，这一步不再适用", "What was there has changed; the step no longer fits";
    GoneMeanwhile: "它已经不在了", "It is no longer there";
    MarkedAs: "已标为{}", "Marked as {}";
    MarkedMore: "又标注了 {} 处“{}”", "Marked {} more of “{}”";
    NoMoreOf: "没有其他的“{}”", "There is no other “{}”";
    LabelArmed: "已选定“{}”，选中文字即标注", "{} is armed: selected words get it at once";
    LabelDisarmed: "已取消选定“{}”", "{} is no longer armed";
    Accepted: "已接受", "Accepted";
    Rejected: "已拒绝", "Rejected";
    Pending: "待审", "Proposed";
    Deleted: "已删除", "Deleted";
    Undone: "已撤销：{}", "Undone: {}";
    Redone: "已重做：{}", "Redone: {}";
    AllReviewed: "本文待审已全部处理", "Every proposal of this document has been reviewed";
    ListedReviewed: "所列待审已全部处理", "Every listed proposal has been reviewed";
    NothingPending: "没有待审", "No proposals are left";
    NoMarks: "还没有标注", "There are no marks yet";
    ChooseMarkFirst: "请先选中一处标注", "Choose a mark first";
    RelateTo: "请点选另一处标注，或用方向键移到它再按 Enter", "Click the other mark, or go to it with the arrow keys and press Enter";
    Cancel: "取消", "Cancel";
    CaretOn: "键盘选字：方向键移动，按住 Shift 选择，Enter 打标，Esc 结束", "Keyboard caret: arrows move, Shift selects, Enter marks, Esc ends";
    CaretOff: "键盘选字已结束", "Keyboard caret off";
    AcceptedMany: "已接受 {} 处", "Accepted {}";
    PutInBin: "“{}”已移除，可撤销", "“{}” was removed; it can be undone";
    BackupLacks: "已存为 {}，但缺“{}”：正文没有读出来", "{} was saved without “{}”: the text could not be read";
    BackupSaved: "备份已存为 {}", "The backup was saved as {}";
    FileSaved: "已存为 {}", "Saved as {}";
    FileNotSaved: "浏览器没有保存 {}，请检查下载设置", "The browser did not save {}; check its download settings";

    // marking: words, parts, stacks, lists, reading
    StartForwardWord: "始端右移一词", "Move the start forward a word";
    StartBackWord: "始端左移一词", "Move the start back a word";
    NextInStack: "同处下一层", "Next mark at this place";
    AddPiece: "并入当前标注", "Add to the mark";
    TakePiece: "从标注中去掉", "Take out of the mark";
    ChooseWordsFirst: "请先选中文字", "Select words first";
    PieceAdded: "已并入：{}", "Added: {}";
    PieceTaken: "已去掉，余下：{}", "Taken out, left: {}";
    AlsoHere: "同处标注", "Also here";
    LabelAs: "标为{}", "Mark as {}";
    LeftToReview: "剩 {}", "{} left";
    RejectShown: "拒绝所列 {} 条", "Reject the {} listed";
    RejectedMany: "已拒绝 {} 处", "Rejected {}";
    TrustHigh: "可信度：高", "Trust: high";
    TrustMedium: "可信度：中以上", "Trust: medium or higher";
    AllRules: "全部来源", "All origins";
    AllAttributes: "全部属性", "All attributes";
    AttrDerived: "含推定值", "With derived values";
    AttrHas: "有{}", "With {}";
    Contents: "目录", "Contents";
    NoContents: "没有识别出标题", "No headings have been recognised";
    ReadingSettings: "阅读设置", "Reading settings";
    TextSize: "字号", "Size";
    TextWidth: "每行字数", "Characters a line";
    Typeface: "字体", "Typeface";
    FaceSerif: "宋体", "Song (serif)";
    FaceFangSong: "仿宋", "Fangsong";
    FaceSans: "黑体", "Hei (sans)";
    Spoken: "朗读标注", "Marks read aloud";
    SpokenOff: "不读", "Not at all";
    SpokenLabel: "读标签", "Their labels";
    SpokenEdges: "读标签与起止", "Labels, where marks begin and end";
    MarkStarts: "{} 起", "{} begins";
    MarkEnds: "{} 止", "{} ends";
    AboutLabel: "标签：{}（{}）", "Label: {} ({})";
    AboutLabelWith: "标签：{}（{}），属性：{}", "Label: {} ({}), with: {}";
    LabelUnknown: "方案里没有的标签", "A label that the scheme does not have";
    LabelsOfMarks: "标签说明", "What the labels mean";
    Restore: "恢复默认", "Restore";
    ChangeKey: "更改“{}”的按键", "Change the key for “{}”";
    PressKey: "请按新键，Esc 取消，退格清除", "Press the new key; Esc gives up, Backspace clears";
    KeyTaken: "{} 已用于“{}”，再按一次即改用", "{} does “{}”; press again to take it";
    KeyReserved: "{} 另有固定用途", "{} is needed elsewhere";
    KeySet: "“{}”改用 {}", "“{}” is now {}";
    KeyNone: "无", "none";
    SingleKeysOff: "停用单键快捷键（字母、数字、符号）", "Switch single keys off (letters, digits, signs)";

    // names of steps
    StepMark: "标注", "Mark";
    StepRelabel: "改标签", "Change of label";
    StepMove: "移动边界", "Move of an edge";
    StepAttr: "改属性", "Change of an attribute";
    StepScheme: "方案改动", "a change of the scheme";
    StepDocument: "文档改动", "a change of a document";
    StepOther: "上一步", "Last step";

    // the text and its marks
    TextOfDocument: "正文", "Text";
    Task: "任务", "Task";
    Label: "标签", "Label";
    Labels: "标签", "Labels";
    GiveLabel: "打标", "Give a label";
    Review: "审核", "Review";
    EdgeStart: "始端", "Start";
    EdgeEnd: "末端", "End";
    Edges: "边界", "Edges";
    FindNext: "找下一处", "Find next";
    FindPrevious: "找上一处", "Find previous";
    FoundOf: "{} / {}", "{} of {}";

    // the side panel
    MarkList: "列表", "List";
    DocTasks: "本文任务", "Tasks";
    NoMarkChosen: "还没有选中标注", "No mark is chosen";
    HowToMark: "在正文里选中文字，再按标签键或点标签；点已有的标注可查看和修改。", "Select words in the text and press a label's key or button; click a mark to see and change it.";
    StartReview: "审核 {} 条待审", "Review {} proposals";
    Origin: "来源", "Origin";
    Position: "位置", "Position";
    AddNote: "添加…", "Add…";
    ByHand: "人工标注", "By hand";
    FromFile: "随文件导入（{}）", "Came with a file ({})";
    FromFileQuoted: "随文件导入（{}），文件引文为“{}”", "Came with a file ({}), which quotes “{}”";
    ByRule: "规则 {}", "Rule {}";
    ByRuleBecause: "规则 {}，依据：{}", "Rule {}, because of: {}";
    LineAndCharacters: "第 {} 段 · {}–{}", "Line {} · {}–{}";
    Derived: "由文字推出，尚未核对", "Derived from the words, not checked yet";
    DerivedShort: "推定", "derived";
    Relations: "关系", "Relations";
    DeleteRelation: "删除关系", "Delete the relation";
    MarksShown: "{} 处", "Marks: {}";
    AcceptShown: "接受所列 {} 条待审", "Accept the {} listed";
    FilterWords: "筛选文字", "Words";
    AllLabels: "全部标签", "All labels";
    AllStates: "全部状态", "All states";
    NotANumber: "不是小数", "no decimal";
    NoTasks: "还没有识别出任务", "No tasks have been recognised";
    NothingFits: "没有符合筛选的任务", "No task passes the filters";
    ClearFilters: "清除筛选", "Clear the filters";
    InNoTask: "这里不在任何任务中", "This is in no task";
    Until: "截至 {}", "By {}";

    // the ledger
    RoleLead: "牵头", "Lead";
    RoleSupport: "配合", "Support";
    RoleResponsible: "责任", "Responsible";
    TaskNumber: "序号", "No.";
    Section: "章节", "Section";
    Targets: "目标", "Targets";
    Deadline: "完成时限", "Deadline";
    AllDocuments: "全部文档", "All documents";
    FilterTasks: "筛选任务、部门、目标", "Tasks, departments, targets";
    TasksShown: "{} 项任务", "Tasks: {}";
    TasksOfAll: "{} 项任务，共 {} 项；存表为全部", "{} of {} tasks; files hold all";
    FirstOnly: "仅列出前 {} 项；可筛选，存表时为全部", "The first {} are listed; filter to see others, files hold all";
    SaveCsv: "存为 CSV", "Save as CSV";
    SaveXlsx: "存为 Excel", "Save as Excel";
    ByDepartment: "按部门", "By department";
    AllDepartments: "全部部门", "All departments";
    AllSections: "全部章节", "All sections";
    DueBy: "完成时限不晚于", "Due by";
    NobodysTasks: "未明确部门", "Nobody named";
    GroupCounts: "{} 项 · 牵头 {} · 责任 {} · 配合 {}", "{} tasks · leads {} · responsible {} · supports {}";
    OrderedUp: "按{}升序", "In order of {}";
    OrderedDown: "按{}降序", "In reverse order of {}";
    ToWords: "查看原文", "Show the words";
    Correct: "更正", "Correct";
    Finish: "完成", "Done";
    NothingToCorrect: "这一格没有对应的标注", "No mark stands behind this cell";
    Projects: "项目", "Projects";
    NewProject: "新建项目", "New project";
    NewProjectName: "新项目的名称", "Name of the new project";
    ProjectNameField: "项目名称", "Name of the project";
    OpenProject: "打开", "Open";
    ProjectIsOpen: "已打开", "Open now";
    Bin: "回收站", "Bin";
    BringBack: "恢复", "Bring back";
    DaysLeft: "{} 天后清除", "gone in {} days";
    AboutDocument: "文档信息", "About the document";
    AboutThis: "“{}”的信息", "About “{}”";
    DocumentLabels: "文档标签", "Labels of the document";
    LabelsHow: "用空格分开", "Put blanks between them";
    Status: "状态", "State";
    AllOfThem: "全部", "All";
    Working: "正在处理", "Working";
    Stop: "停止", "Stop";
    Stopped: "已停止", "Stopped";
    FilesRead: "已读 {} / {} 个文件", "{} of {} files read";
    UnknownLabels: "方案里没有的标签：{}", "Labels that the scheme does not know: {}";
    AddToScheme: "加入方案", "Add to the scheme";
    MoreFiles: "另有 {} 个文件，均已列在文档中", "{} more files; their documents are in the list";
    PremarkAll: "预标注全部文档", "Pre-mark all documents";
    ShowInLedger: "在任务分解表中查看", "Show in the task ledger";

    // documents and files
    NoDocuments: "没有文档", "No documents";
    StatusNew: "未开始", "Not begun";
    StatusDoing: "进行中", "Begun";
    StatusDone: "已完成", "Done";
    RemoveDocument: "移除“{}”", "Remove “{}”";
    DropFiles: "把文件拖到这里", "Drop files here";
    ChooseFiles: "选择文件", "Choose files";
    SourcePasted: "粘贴", "Pasted";
    SourceSample: "内置示例", "Built-in sample";
    SampleNotice: "云川市2025年新型城镇化工作要点", "Sample: a city's notice on urbanisation";
    SamplePlan: "临溪县2025年乡村建设行动工作方案", "Sample: a county's work plan";
    FileTooLarge: "文件超过 {} MB，请拆分后分别导入", "The file is larger than {} MB; split it and import the parts";
    FileUnreadable: "浏览器没有读出“{}”，请确认文件还在原处", "The browser could not read “{}”; check that it is still there";
    NothingPasted: "没有文字可以导入", "There are no words to take in";
    ImportReport: "导入结果", "What came in";
    DocumentsCameIn: "导入 {} 篇", "Documents taken in: {}";
    StillReading: "正在读取…", "Reading…";
    Encoding: "编码", "Encoding";
    DocumentName: "文档名", "Name";
    NameFromFirstLine: "留空则取首行", "The first line, if left empty";
    Words: "文字", "Words";
    TakeIn: "导入", "Take in";
    Save: "保存", "Save";
    ExportSummary: "{} 篇文档，{} 处标注，{} 条待审", "Documents: {}, marks: {}, proposals: {}";
    ExportNative: "全部数据 JSONL", "Everything, JSONL";
    ExportNativeWhat: "全部文档、标注、属性、关系与来源，一行一篇；可再次导入，无损。", "All documents with marks, attributes, relations and origins, one a line; comes back without loss.";
    Dataset: "数据集", "Dataset";
    Format: "格式", "Format";
    AnyState: "全部状态", "Any state";
    StatusBegunOrDone: "进行中和已完成", "Begun or done";
    Cut: "切分", "Cut";
    CutNot: "整篇", "Whole documents";
    CutParagraphs: "按段", "Into paragraphs";
    CutSentences: "按句", "Into sentences";
    Unique: "正文相同只留一份", "Equal texts only once";
    Split: "划分训练、验证、测试集", "Train, dev and test sets";
    Shares: "比例", "Shares";
    Seed: "种子", "Seed";
    WithCard: "附数据说明", "With a data card";
    OnlyLabels: "只要部分标签（不选即全部）", "Only some labels (none chosen: all)";
    GoesOut: "将写出 {} 篇文档、{} 处标注", "To be written: documents: {}, marks: {}";
    NotInTheFile: "该格式不能携带：", "The format cannot carry:";
    MoreNotListed: "另有 {} 处未列出", "{} more are not listed";
    Check: "核查", "Check";
    CheckWhat: "逐项列出可疑标注，点击即到原文。不会改动任何内容。", "Suspicious marks, kind by kind; a click leads to the text. Nothing is changed.";
    NothingSuspicious: "没有可疑标注", "Nothing suspicious was found";
    OffsetUnit: "位置单位", "Offsets count";
    UnitCodePoint: "字符（码点）", "characters (code points)";
    UnitUtf16: "UTF-16 单元", "UTF-16 units";
    NothingLost: "没有损失", "Nothing is lost";
    WithPending: "包括待审", "With proposals";

    // safety
    Opening: "正在打开项目…", "Opening the project…";
    Saving: "保存中…", "Saving…";
    SavedHere: "已保存在本机", "Saved on this machine";
    InMemoryOnly: "仅在内存中：{}", "In memory only: {}";
    SavingFailed: "未保存：{}", "Not saved: {}";
    NoSpace: "空间不足，未保存", "No room left, not saved";
    SaveFile: "存为文件", "Save a file";
    LookingOn: "只读：{}", "Looking on: {}";
    EditHere: "在此处编辑", "Edit here";
    AskingOther: "已请另一个标签页交出…", "The other tab has been asked…";
    ForceOver: "没有回应 · 强制接管", "No answer · take over by force";
    ReadOnlyHere: "项目在这里只能查看", "The project can only be looked at here";
    OtherTab: "另一个标签页正在编辑", "another tab is editing";
    TakenOver: "已由另一个标签页接管", "another tab has taken over";
    Vanished: "浏览器清除了存储的内容，请保存备份", "the browser has cleared what was stored; save a backup";
    NewerBuild: "由更新的版本写成", "written by a newer version";
    StoredOddly: "存储内容与本页不符，请保存备份并重新载入", "what is stored does not fit this page; save a backup and reload";
    NoStorage: "浏览器不提供存储", "the browser offers no storage";
    StorageSlow: "存储没有回应，仍在重试", "the storage does not answer; it is tried again";
    StorageTrouble: "浏览器存储出错，仍在重试", "the browser's storage failed; it is tried again";
    StorageFailed: "不能使用浏览器存储（{}）。可以继续工作，请及时导出。", "The browser's storage cannot be used ({}). You can go on; export in time.";
    StorageDamaged: "存储的内容有损坏，已恢复到第 {} 条记录", "What was stored is damaged; it was recovered up to record {}";
    BroughtBack: "浏览器丢失了项目“{}”，已从第二份副本找回，没有发现缺失", "The browser had lost the project “{}”; it is back from a second copy, and nothing is known to be missing";
    BroughtBackInPart: "浏览器丢失了项目“{}”，已从第二份副本找回：到第 {} 条记录，丢失前至少有 {} 条", "The browser had lost the project “{}”; it is back from a second copy: up to record {} of {} at least";
    ProjectGone: "浏览器清除了项目“{}”，请用备份文件恢复", "The browser has cleared the project “{}”; restore it from a backup file";
    ProjectWentBack: "项目“{}”退回到了较早的状态，只剩到第 {} 条记录", "The project “{}” went back to an earlier state, up to record {}";
    NewerBesides: "项目“{}”退回到了较早的状态，较新的副本已另存为新项目", "The project “{}” went back to an earlier state; a newer copy is beside it as a new project";
    BroughtBackLater: "项目“{}”的第二份副本还在，这次没能放回来；下次打开时再试", "A second copy of the project “{}” is there, but could not be put back this time; the next start tries again";
    Unsaved: "尚未保存的改动", "Changes that are not saved";
    UnsavedWhat: "有些改动没能存进浏览器，只在这个页面里，继续就会丢失。请先存一份备份文件。", "Some changes could not be stored in the browser. They are in this page only, and going on loses them. Save a backup file first.";
    GiveUpChanges: "放弃改动，继续", "Give them up and go on";
    ImportFirst: "还有文件正在导入，请等它完成或先停止", "Files are still coming in; wait for them or stop first";
    NotKept: "这一步没有存下，请保存备份并重新载入", "This step was not kept; save a backup and reload";
    ImportBrokenOff: "导入“{}”时中断，标注不全：请移入回收站后重新导入", "The import of “{}” broke off and brought only part of the marks: put it in the bin and import it again";
    MarksMissing: "标注不全", "marks missing";
    TextMissing: "“{}”的正文没有读出来，标注仍在", "The text of “{}” could not be read; its marks are there";
    UpdateReady: "新版本已就绪 · 立即更新", "A new version is ready · update now";
    UpdateElsewhere: "新版本已换上 · 重新载入", "The new version has taken over · reload";
    UpdateSlow: "新版本还没能换上，可继续工作 · 再试一次", "The new version could not take over yet; work can go on · try again";
    WorksOffline: "数据不离开本机", "Nothing leaves this machine";
    CharactersOf: "字 {} / {}", "Characters {} / {}";
    CharactersAll: "共 {} 字", "{} characters";
    MarksAndPending: "标注 {} · 待审 {}", "Marks {} · proposals {}";
    HintSelect: "选中文字后按", "Select words, then";
    HintMark: "打标", "to mark";

    // what is kept, and backups
    Lost: "浏览器丢失过存储的内容。能找回的已经找回；若手上有备份文件，可在下面恢复。", "The browser had lost what was stored. What could be brought back is back; a backup file can be restored below.";
    NoRoomToOpen: "空间不足，请清理磁盘后重新载入", "no room is left; make some and reload";
    Keeping: "保存与备份", "Storage and backups";
    SelfCheck: "离线与隐私自检", "Offline and privacy check";
    BackupDue: "该备份了", "Time for a backup";
    BackupDueNow: "已有一周以上的改动只存在这台电脑的浏览器里。请现在存一份备份文件。", "More than a week of changes exist in this browser only. Save a backup file now.";
    BackupNone: "自上次备份以来没有改动", "Nothing has changed since the last backup";
    BackupSince: "有 {} 条改动还没有备份文件", "{} changes are in no backup file";
    BackupWhat: "一个 .zhupi 文件装下整个项目：文档、标注、方案、回收站和撤销记录。", "One .zhupi file holds the whole project: documents, marks, scheme, bin and undo.";
    RestoreFile: "从备份恢复", "Restore from a backup";
    ChooseFile: "选择备份文件…", "Choose a backup file…";
    RestoreWhat: "总是恢复成新项目，不改动现有的项目；损坏的备份能读多少恢复多少。原始数据（.json）也从这里读回。", "Always into a new project; nothing that is there is changed. A damaged backup comes back as far as it goes. Raw data (.json) comes back here, too.";
    RestoredAs: "已恢复为新项目“{}”", "Restored as the new project “{}”";
    RestoredName: "{}（恢复于 {}）", "{} (restored {})";
    RestoredParts: "项目状态不完整：文档和标注按可读的部分恢复，撤销记录没有恢复", "The project's state is not whole: documents and marks came back as far as they can be read, undo did not";
    RawInParts: "文件里有读不出的记录，只恢复了可读的部分", "Some records of the file cannot be read; the rest came back";
    NothingRestored: "文件里没有可以恢复的内容", "There is nothing in the file that can be restored";
    FolderChoose: "自动备份到文件夹…", "Back up into a folder automatically…";
    FolderShut: "备份文件夹需要重新授权…", "The folder for backups needs your permission again…";
    FolderChosen: "备份会自动写入文件夹“{}”", "Backups are now written to the folder “{}”";
    RawSave: "导出原始数据", "Save raw data";
    Lasting: "浏览器已承诺不自行清除本站数据", "The browser has promised not to clear this site by itself";
    NotLasting: "空间紧张时浏览器可能清除本站数据，请保留备份文件", "The browser may clear this site when room gets short; keep a backup file";
    AskLasting: "请求长期保存", "Ask it to keep them";
    RoomLeft: "已用 {}，还可用 {}", "{} used, {} left";
    PrivateWindows: "在无痕（隐私）窗口里，关闭窗口后一切都会被清除。", "In a private window everything is cleared when it is closed.";

    // the recognisers
    EngineLoading: "识别程序启动中…", "The recognisers are starting…";
    EngineBusy: "正在识别 {}", "Reading {}";
    EngineBusyMore: "正在识别 {}，还有 {} 篇", "Reading {}, {} more to go";
    EngineFailed: "识别程序不可用，仍可手工标注", "No recognisers; marking by hand still works";
    EngineWrongBuild: "识别程序版本不符，请重新载入页面", "The recognisers are of another version; reload the page";
    EngineRestarted: "识别程序已重新启动", "The recognisers were started again";
    FileGaveUp: "读取程序在此文件上一再停止", "The program that reads files stopped again and again at this file";
    EngineGaveUp: "“{}”未能自动识别，可手工标注", "“{}” could not be read by the recognisers; mark it by hand";

    // dialogues
    KeysRest: "输入文字时快捷键不起作用。", "Keys rest while you type in a field.";
    NothingFound: "没有找到", "Nothing was found";
    CommandWords: "输入命令或文档名", "A command or the name of a document";
    Skip: "跳过", "Skip";
    Next: "下一步", "Next";
    Begin: "开始使用", "Begin";
    TourReview: "先审核", "Review first";
    TourReviewHow: "打开文档后，部门、数字、日期会自动标出，虚线表示待审。按 Tab 到下一条，Enter 接受，X 拒绝，标签键改标签。", "Departments, numbers and dates are marked when a document is opened; a dashed rule means proposed. Tab goes to the next, Enter accepts, X rejects, a label's key changes the label.";
    TourMark: "再补标", "Then add";
    TourMarkHow: "用鼠标选中文字，在弹出的标签盘里点标签，或直接按 1–9。按 A 标出全文相同的词，Ctrl Z 随时撤销。", "Select words with the mouse and choose from the palette, or press 1–9. The key A marks every other occurrence; Ctrl Z takes anything back.";
    TourSave: "最后导出", "Then export";
    TourSaveHow: "任务分解表随标注实时生成。“导出”可得数据集与表格。全部处理都在本机完成，文件不会上传。", "The task ledger follows the marks. Export gives datasets and tables. Everything happens on this machine; no file is uploaded.";
}
