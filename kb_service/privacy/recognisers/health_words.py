"""The words of illness, disability and treatment, and what belongs to them: "cancer du sein métastatique".

On folded text. An expression is an illness with its complements and its adjectives; whether it says something of
somebody is decided in `health.py`.
"""

from __future__ import annotations

import re

_ORGAN = r"""(?:seins?|poumons?|colon|prostate|foie|pancreas|estomac|gorge|peau|col[ ]de[ ]l'uterus|uterus
    |ovaires?|reins?
    |vessie|c(?:oe|œ)ur|cerveau|dos|genoux?|hanches?|epaules?|jambes?|bras|mains?|pieds?|(?:oe|œ)il|yeux
    |oreilles?|thyroide
    |sang|os|colonne(?:[ ]vertebrale)?|langue|larynx|intestins?|rectum|testicules?|moelle(?:[ ]osseuse)?|nuque
    |chevilles?
    |poignets?|visage|lymphe|cornee|rachis|femur|tibia|bassin|cotes)"""
_ILLNESS = rf"""(?:
        cancers? | cancereu(?:x|se) | tumeurs? | leucemie | lymphome
      | metastases? | chimio(?:therapie)? | radiotherapie
      | diabetes? | diabetique | epilep(?:sie|tique) | sclerose[ ]en[ ]plaques | parkinson | alzheimer | demence
      | dement
      | vih | hiv | sida | seropositi(?:f|ve) | hepatites?(?:[ ][abc]\b)? | tuberculose | cirrhose
      | insuffisance[ ](?:renale|cardiaque|respiratoire) | dialyses? | avc | infarctus | asthm(?:e|atique)
      | fibromyalgie
      | drepanocytose | mucoviscidose | endometriose | hernie | arthrose | lupus | obes(?:e|ite) | covid[ ]long
      | burn[ -]?out | depressi(?:on|f|ve)s? | schizo(?:phren(?:ie|e))? | maniaco-depressi\w+ | maniaque
      | bipolaires? | bipolarite | psychoses?
          | psychotique
      | paranoia(?:que)? | borderline | suicidaires? | (?:tentatives?[ ]de[ ])?suicide | anorexi(?:e|que)
      | boulimi(?:e|que) | psychiatr(?:ie|ique) | ptsd | stress[ ]post-traumatique
      | troubles?[ ](?: bipolaires? | psychi\w+ | psychotiques? | anxieux | mentaux | mental | alimentaires?
          | borderline
          | du[ ]comportement | de[ ]la[ ]personnalite | autistiques? )
      | autis(?:me|te)s? | trisomi(?:e|que)(?:[ ]21)? | tdah | handicap(?:ee?s?)?(?:[ ](?:mentale?|moteur|physique))?
      | (?:para|tetra|hemi)plegi(?:e|que) | paralysee? | aveugle | sourde? | malvoyante? | amputee?
          | fauteuil[ ]roulant
      | (?:addict(?:e|ion)?s?|dependan(?:ce|te?)s?)(?:[ ](?:severe|grave|forte|lourde|ancienne
          |chronique))?[ ](?:a|aux?)[ ](?:l'|la[ ]|le[ ]|les[ ])?
        (?:alcool|heroine|cocaine|drogues?|jeux?|crack|cannabis|medicaments|opiaces|opioides|morphine|amphetamines)
      | alcooli(?:sme|que)s? | toxicoman(?:ie|e)s? | addict(?:e|ion)s? | heroine | cocaine | methadone | drogues?
      | sevrage
      | desintox\w*
      | enceinte(?:[ ]de[ ](?:[\w-]+[ ](?:mois|semaines)|jumeaux|triples))?
      | grossesse | fausse[ ]couche | avortement | ivg
      | malade | hospitalisee? | internee?[ ]en[ ]psychiatrie | pathologie[ ][\w'-]+
      | syndrome[ ](?:de[ ]|d'|du[ ])?[\w'-]+
      | maladie[ ](?: (?:de[ ]|d')[\w'-]+ | graves? | chroniques? | mentales? | rares? | psych\w+ | cardiaques?
          | degenerative
          | auto-immune | incurable )
      | invalide | invalidite | incapacite | operee? | (?<!au[ ])(?<!le[ ])(?<!du[ ])greffee? | prothese
          | oxygene | insuline | antidepresseurs?
      | neuroleptiques?
      | sciatique | lombalgies? | lumbago | discopathie | (?:poly)?arthrites? | spondylarthrite | rhumatismes?
      | osteoporose | scoliose
      | fractures? | entorse | tendinite | myopathie | dystrophie[ ]musculaire | spina[ ]bifida
      | infirmite[ ]motrice[ ]cerebrale
      | glaucome | cataractes? | retinopathie | degenerescence[ ]maculaire | cecite | surdite
      | migraines? | meningite | encephalopathie | hydrocephalie | anevrisme | traumatisme[ ]cranien | coma
      | accidents?[ ](?:vasculaires?[ ]cerebral | cardiaque) | crises?[ ](?:cardiaque | d'(?:angoisse|asthme
          |epilepsie|panique))
      | psoriasis | eczema | gale | zona | syphilis | gonorrhee | chlamydia | infection[ ][\w'-]+ | septicemie
      | paludisme | malaria | cholera | bilharziose | pneumonie | bronchites? | bronchiolite | bpco | emphyseme
      | apnees?[ ]du[ ]sommeil | embolie[ ]pulmonaire | thrombose | phlebite | hypertension | hypotension | arythmie
      | angine[ ]de[ ]poitrine | cardiopathie | pontage | pacemaker | stomie | ulceres? | rectocolite | pancreatite
      | calculs?[ ](?:renaux|renal|biliaires?) | nephropathie | anemie | hemophilie | thalassemie | myelome | sarcome
      | carcinome | melanome | kystes? | fibromes? | polypes? | hypothyroidie | hyperthyroidie | goitre | sarcoidose
      | narcolepsie | insomnies? | angoisses? | anxiete | anxieu(?:x|se) | phobies? | agoraphobie | tocs?
      | asperger | dys(?:lexie|lexique|phasie|phasique|praxie|praxique|calculie) | hyperacti(?:f|ve|vite)
      | (?:deficience|deficiente?|retard)[ ](?:mentale?|intellectuel(?:le)?|visuel(?:le)?|auditi(?:f|ve)|moteur
          |motrice)
      | polyhandicap(?:ee?)? | automutilation | scarifications? | hallucinations? | delires?
      | troubles?[ ](?:du[ ]spectre[ ]autistique|obsessionnels?[ ]compulsifs?|du[ ]sommeil|de[ ]l'humeur
          |de[ ]l'attention|delirants?|cognitifs?|neurologiques?|schizo\w+)
      | (?:suivi|traitement|prise[ ]en[ ]charge)[ ](?:psychiatrique|psychologique|antidepresseur|anticancereux
          |oncologique|antiretroviral|de[ ]substitution)
      | (?:greffe|transplantation|ablation|amputation)[ ](?:d'une?[ ]|d'|du[ ]|des[ ]|de[ ]la[ ]|de[ ]){_ORGAN}
      | cure[ ]de[ ](?:desintox\w*|sevrage) | chaise[ ]roulante | electrochocs | antiretrovir(?:al|aux)
          | subutex | suboxone
      | lithium | morphine | anxiolytiques? | antipsychotiques? | rilatine | ritaline | chimiotherapies | mastectomie
          | hysterectomie
      | fecondation[ ]in[ ]vitro | fiv
    )"""
_ADJECTIVE = r"""(?:(?:tres|assez|plutot|mal|non|partiellement)[ ])?(?:severes?|graves?|lourde?s?|profonde?s?
    |leg(?:er|ere)s?
    |moderee?s?|aigue?s?|rares?|contagieu(?:x|se|ses)|evoluti(?:f|ve)s?|avancee?s?|debutante?s?|terminale?s?|stabilisee?s?
    |traitee?s?
    |equilibree?s?|soignee?s?|congenitale?s?|(?:multi|pharmaco)?resistante?s?|inoperables?|incurables?|majeure?s?
    |mineure?s?
    |post-(?:partum|natale?|traumatique)|droite?s?|gauches?|recidivante?s?|recurrente?s?|permanente?s?|invalidante?s?
    |degenerati(?:f|ve)s?|progressi(?:f|ve)s?|mixte|infantile|latente?|ouverte?|generalisee?s?|insulino-?dependante?
    |paranoides?|compulsi(?:f|ve)s?|active?s?|infectieu(?:x|se)s?|osseu(?:x|se)s?|nerveu(?:x|se)s?|veineu(?:x|se)s?
    |[a-z]{3,18}(?:ique|iques|oide|oides|aire|aires|ale|ales|eux|euse|euses|gene|genes))"""
# Words in "-ique", "-aire", "-al" that say nothing of an illness: what follows it is another group of words.
_NO_ADJECTIVE = r"""(?!(?:socia\w+|medica\w+|lega\w+|familia\w+|juridique|domestique|public|publique
    |beneficiaires?|necessaires?
    |proprietaires?|locataires?|celibataires?|titulaires?|budgetaires?|alimentaires?|scolaires?|solidaires?
    |volontaires?
    |temporaires?|supplementaires?|salaires?|honoraires?|horaires?|mandataire|notaire|secretaire|partenaire|stagiaire
    |commissaire|complementaires?|forfaitaires?|pharmaceutiques?|economique|administrati\w+|nationale?s?|communale?s?
    |regionale?s?|federale?s?|locale?s?|speciale?s?|generale|fiscale?s?|provinciale?s?|normale?s?|totale?s?|egale?s?
    |nombreu\w+|chomeu\w+|demandeu\w+|travailleu\w+|heureu\w+|deux|ceux|eux|dangereu\w+|automatique|unique|politique
    |technique|pratique|identique|explique|indique|complique|applique|implique|communique|pronostique|faire
    |taire)\b)"""
_COMPLEMENT = rf"""(?: (?:de[ ])?type[ ](?:\d|i{{1,2}})\b | (?:de[ ]|au[ ])?stade[ ](?:\d|i{{1,3}}v?|terminal
    |avance)\b | en[ ]phase[ ]terminale
    | en[ ]remission | a[ ]\d{{1,3}}[ ]?%
    | (?:d'une?|du|des|de[ ]la|de[ ]l'|de|d'|aux?|a[ ]la|a[ ]l')[ ]?{_ORGAN}(?![\w-]) )"""
# What is said with the illness: "sous dialyse", "en rémission d'un cancer", "hospitalisée en psychiatrie".
_BEFORE = r"""(?: sous[ ] | suivie?[ ]pour[ ](?:une?[ ])?
    | en[ ](?=depress|burn|incapacite|invalidite|sevrage|psychose) | hospitalisee?[ ]en[ ](?=psych)
    | en[ ]remission[ ](?:d'une?[ ]|d'|du[ ]|de[ ]la[ ]|de[ ]) )?"""
EXPRESSION = re.compile(
    rf"""(?<![\w-]){_BEFORE}(?:{_ILLNESS})(?![\w-])
    (?:[ ](?:{_COMPLEMENT}|{_NO_ADJECTIVE}{_ADJECTIVE}(?![\w'-]))){{0,4}}""",
    re.VERBOSE,
)
# What an illness in the same sentence already says: "hospitalisée pour anorexie".
STAY = re.compile(r"hospitalise|malade")
