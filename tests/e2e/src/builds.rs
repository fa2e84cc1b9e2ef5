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

/// Gives the build another identity, the scripts that name it other names, and the list of files the hashes of what there
/// is.
fn changed(site: &Site, change: impl FnOnce(&mut String)) -> Site {
    let mut site = site.clone();
    let old = identity(&site);
    let new: String = old.chars().rev().collect();
    let mut change = Some(change);
    let mut renamed = Vec::new();
    for start in ["assets/boot-", "assets/worker-"] {
        let is_script = |name: &&str| name.starts_with(start) && name.ends_with(".js") && !name.contains("glue");
        let name = site.names().find(is_script).expect("every build has it").to_owned();
        let mut file = site.remove(&name).expect("it was there a moment ago");
        let mut script = String::from_utf8(file.bytes).expect("a text file").replace(&old, &new);
        if let Some(change) = change.take() {
            change(&mut script);
        }
        file.bytes = script.into_bytes();
        let to = name.replace(".js", "x.js");
        site.insert(to.clone(), file);
        renamed.push((name, to));
    }
    for name in ["index.html", "sw.js"] {
        let text =
            renamed.iter().fold(text(&site, name).replace(&old, &new), |text, (from, to)| text.replace(from, to));
        site.file_mut(name).expect("every build has it").bytes = text.into_bytes();
    }
    let asked = renamed.iter().map(|(_, to)| (to.as_str(), to.as_str())).chain([("./", "index.html")]);
    for (asked, name) in asked {
        let hash = sha256(&site.file_mut(name).expect("every build has it").bytes);
        let list = rehashed(&text(&site, "sw.js"), asked, &hash);
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
