//! Other builds of the same app, to see what an update does.

use static_host::Site;

/// The identity of a build, as its page names it.
pub fn identity(site: &Site) -> String {
    let index = text(site, "index.html");
    let (_, after) = index.split_once("name=\"zhupi-build\" content=\"").expect("the page names its build");
    after.split('"').next().unwrap_or_default().to_owned()
}

/// The same app as if it had been built from slightly different sources.
pub fn another_build(site: &Site) -> Site {
    changed(site, |_| {})
}

/// A later build whose page does not start.
pub fn broken_build(site: &Site) -> Site {
    changed(site, |boot| *boot = format!("throw new Error('broken on purpose');\n{boot}"))
}

/// Gives the build another identity, the boot script another name, and the list of files the hashes of what there is.
fn changed(site: &Site, change: impl FnOnce(&mut String)) -> Site {
    let mut site = site.clone();
    let old = identity(&site);
    let new: String = old.chars().rev().collect();
    let boot = site.names().find(|name| name.starts_with("assets/boot-")).expect("a boot script").to_owned();
    let renamed = boot.replace(".js", "x.js");

    let mut script = text(&site, &boot).replace(&old, &new);
    change(&mut script);
    let mut file = site.remove(&boot).expect("it was there a moment ago");
    file.bytes = script.into_bytes();
    site.insert(renamed.clone(), file);
    for name in ["index.html", "sw.js"] {
        let text = text(&site, name).replace(&old, &new).replace(&boot, &renamed);
        site.file_mut(name).expect("every build has it").bytes = text.into_bytes();
    }
    for (asked, name) in [("./", "index.html"), (renamed.as_str(), renamed.as_str())] {
        let hash = sha256(&site.file_mut(name).expect("every build has it").bytes);
        let list = text(&site, "sw.js");
        let list = rehashed(&list, asked, &hash);
        site.file_mut("sw.js").expect("every build has it").bytes = list.into_bytes();
    }
    site
}

fn rehashed(list: &str, asked: &str, hash: &str) -> String {
    let entry = format!("\"{asked}\": [\"");
    let (before, after) = list.split_once(&entry).expect("the list names the file");
    let rest = after.split_once('"').expect("a hash in quotes").1;
    format!("{before}{entry}{hash}\"{rest}")
}

fn text(site: &Site, name: &str) -> String {
    let file = site.clone().remove(name).unwrap_or_else(|| panic!("{name} is part of every build"));
    String::from_utf8(file.bytes).expect("a text file")
}

fn sha256(content: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
