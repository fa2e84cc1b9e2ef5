//! Stand-in for `include-flate`: the same macro, with the file embedded as plain text.
//!
//! The original compresses with zstd's C code, which needs clang to reach wasm32. The dictionary compresses just as well
//! when the worker module itself is served compressed.
//!
//! One file is left out: jieba's model that guesses the kind of words it does not know. The recognisers take what the
//! dictionary does not know as unknown, which is the better sign of a name, and the worker is half a megabyte lighter.

/// What jieba reads in place of its model: the names of the kinds, and that a word is of none of them.
pub const NO_GUESSES: &str = "@TAGS\n\
a,ad,ag,an,b,bg,c,d,df,dg,e,en,f,g,h,i,in,j,jn,k,l,ln,m,mg,mq,n,ng,nr,nrfg,nrt,ns,nt,nz,o,p,q,qe,qg,r,rg,rr,rz,s,t,tg,u,ud,ug,uj,ul,uv,uz,v,vd,vg,vi,vn,vq,w,x,y,yg,z,zg\n\
@START\n3,59,0\n";

/// Embeds a file, relative to the calling crate's manifest, as a lazily borrowed `&'static str`.
#[macro_export]
macro_rules! flate {
    (static POSSEG_DATA: str from $p:literal $(with $a:ident)?) => {
        static POSSEG_DATA: ::std::sync::LazyLock<&'static str> = ::std::sync::LazyLock::new(|| $crate::NO_GUESSES);
    };
    ($(#[$m:meta])* $(pub $(($($v:tt)+))?)? static $n:ident: str from $p:literal $(with $a:ident)?) => {
        $(#[$m])* $(pub $(($($v)+))?)? static $n: ::std::sync::LazyLock<&'static str> =
            ::std::sync::LazyLock::new(|| include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $p)));
    };
}
