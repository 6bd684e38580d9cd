// Names of parameters that say where a visitor came from and never what is shown.
const PREFIXES = [
  'utm_',
  'mc_',
  'pk_',
  'mtm_',
  'piwik_',
  'matomo_',
  'hsa_',
  'vero_',
  'oly_',
  'at_custom',
  'ga_',
  'ns_',
];

const NAMES = new Set(
  `fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid msclkid yclid ysclid ymclid igshid igsh
  twclid ttclid li_fat_id rdt_cid epik _hsenc _hsmi __hssc __hstc __hsfp hsctatracking mkt_tok _openstat wickedid
  s_cid cmpid ncid ref_src ref_url spm scm _ga _gl _ke trk trkcampaign sc_campaign sc_channel sc_content sc_medium
  sc_country sc_geo guccounter guce_referrer guce_referrer_sig irclickid irgwc cvid soc_src soc_trk xtor
  __twitter_impression __s dicbo sfnsn mibextid _branch_match_id _bta_tid _bta_c ef_id s_kwcid at_campaign at_medium
  at_link_id at_link_origin at_link_type at_ptr_name at_format at_bbc_team ito wt_mc wt.mc_id zanpid fb_action_ids
  fb_action_types fb_source fb_ref action_object_map action_type_map gs_l ml_subscriber ml_subscriber_hash
  rb_clickid elqtrackid elqtrack elqaid elqat sms_click mbid itm_source itm_medium itm_campaign itm_content
  tracking_source ceneo_spo gdfms gdftrk gdffi _kx klaviyo_id lead_id syclid bxid _trkparms _trksid stm_source
  share_id sharetype smid smtyp partner_ref`
    .toLowerCase()
    .split(/\s+/),
);

/** Whether a parameter only tracks, on whatever site. */
export function isTracking(name: string): boolean {
  const lower = name.toLowerCase();
  return NAMES.has(lower) || PREFIXES.some((prefix) => lower.startsWith(prefix));
}

/** Parameters that only track on one site and carry meaning elsewhere; tested against the registrable domain. */
export const HOST_PARAMETERS: { host: RegExp; names: RegExp }[] = [
  { host: /^youtube\.com$/, names: /^(?:si|feature|pp|ab_channel|index|app|persist_app)$/ },
  { host: /^spotify\.com$/, names: /^(?:si|context|nd|dl_branch)$/ },
  { host: /^(?:twitter|x)\.com$/, names: /^(?:s|t|ref_src|cxt)$/ },
  { host: /^tiktok\.com$/, names: /^(?:is_from_webapp|sender_device|web_id|_r|_t|is_copy_url|refer)$/ },
  { host: /^instagram\.com$/, names: /^(?:hl|img_index)$/ },
  { host: /^linkedin\.com$/, names: /^(?:trackingId|refId|lipi|midToken|midSig|eid|rcm)$/ },
  { host: /^medium\.com$/, names: /^(?:source|sk)$/ },
  { host: /^reddit\.com$/, names: /^(?:rdt|context|ref|ref_source|st|sh|correlation_id)$/ },
  {
    host: /^amazon\./,
    names:
      /^(?:ref|ref_|tag|linkCode|linkId|ascsubtag|creative|camp|pd_rd_.*|pf_rd_.*|_encoding|psc|qid|sr|keywords|crid|sprefix|content-id|dib|dib_tag|ie)$/,
  },
  {
    host: /^google\./,
    names:
      /^(?:ved|ei|sa|usg|sourceid|oe|ie|aqs|gs_lcp|gs_lcrp|sxsrf|sca_esv|source|sclient|uact|biw|bih|rlz|client|oq|dpr)$/,
  },
  { host: /^ebay\./, names: /^(?:hash|mkcid|mkevt|mkrid|campid|toolid|customid|amdata|epid|_from|_sacat)$/ },
  {
    host: /^nytimes\.com$/,
    names: /^(?:searchResultPosition|referringSource|unlocked_article_code|action|module|pgtype|region)$/,
  },
];
