// SPDX-License-Identifier: Apache-2.0
// The case as the runner writes it (bench/case.py), in structs.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace straightforward {

using Json = nlohmann::json;
using Row = std::vector<double>;
using Table = std::vector<Row>;

struct Weights {
  double gain, danger, fear, hostility, reciprocity, public_, order, promise, cost;
};
inline void from_json(const Json& j, Weights& w) {
  w = {j.at("gain"), j.at("danger"), j.at("fear"), j.at("hostility"), j.at("reciprocity"), j.at("public"), j.at("order"),
      j.at("promise"), j.at("cost")};
}

struct Mind {
  double militancy;
  Weights weights;
};
inline void from_json(const Json& j, Mind& m) { m = {j.at("militancy"), j.at("weights")}; }

struct Doctrine {
  Mind mind;
  double scope_own, fund, demo_rate;
  std::vector<int> broken;  // promised principles that each act breaks
};
inline void from_json(const Json& j, Doctrine& d) {
  d = {j.get<Mind>(), j.at("scope_own"), j.at("fund"), j.at("demo_rate"), j.at("broken")};
}

struct Act {
  double b, e, r, k, c, seen, salience, severity;
};
inline void from_json(const Json& j, Act& a) {
  a = {j.at("b"), j.at("e"), j.at("r"), j.at("k"), j.at("c"), j.at("seen"), j.at("salience"), j.at("severity")};
}
struct NamedActs {
  int accommodate, trade, normal, subvert, threaten, force;
};

struct Entry {  // a polity at the start, and what of it never changes
  std::string id;
  double output, spending, unrest, peace, militancy, loyalty, open, mu, sigma, prominence, k, g, burden;
  int system, bloc, region;
  bool can_be_principal, is_principal;
  std::uint64_t hash;
};
inline void from_json(const Json& j, Entry& e) {
  e = {j.at("id"), j.at("Y"), j.at("M"), j.at("R"), j.at("P"), j.at("militancy"), j.at("loyalty"), j.at("open"), j.at("mu"),
      j.at("sigma"), j.at("prominence"), j.at("k"), j.at("g"), j.at("burden"), j.at("system"), j.at("bloc"), j.at("region"),
      j.at("can_be_principal"), j.at("is_principal"), j.at("hash")};
}

struct Pair {
  int first, second;
  std::uint64_t hash;
};
inline void from_json(const Json& j, Pair& p) { p = {j.at("first"), j.at("second"), j.at("hash")}; }

struct Adoption {
  int month, polity, doctrine;
};
inline void from_json(const Json& j, Adoption& a) { a = {j.at("month"), j.at("polity"), j.at("doctrine")}; }

struct Succession {
  int month, polity;
};
inline void from_json(const Json& j, Succession& s) { s = {j.at("month"), j.at("polity")}; }

struct Demonstration {
  int month, actor, target, doctrine;
};
inline void from_json(const Json& j, Demonstration& d) { d = {j.at("month"), j.at("actor"), j.at("target"), j.at("doctrine")}; }

struct Mood {
  int month, polity;
  bool is_unrest;
  double value;
};
inline void from_json(const Json& j, Mood& m) { m = {j.at("month"), j.at("polity"), j.at("is_unrest"), j.at("value")}; }

struct Flashpoint {
  int challenger, defender, first, last;
  double rate, stake;
  int only_if_polity, only_if_system, only_if_bloc;  // -1: no such condition
  std::uint64_t hash;
};
inline void from_json(const Json& j, Flashpoint& f) {
  const Json& condition = j.at("only_if");
  f = {j.at("challenger"), j.at("defender"), j.at("first"), j.at("last"), j.at("rate"), j.at("stake"), condition.at("polity"),
      condition.at("system"), condition.at("bloc"), j.at("hash")};
}

struct NamedDate {
  std::string name;
  int month;
};
inline void from_json(const Json& j, NamedDate& d) { d = {j.at("name"), j.at("month")}; }

struct Parameters {
  double eta, omega_b, omega_3, kappa_B, zeta, B_max, p_na, sal_demo, delta_H, h_0, h_D, rho_H, f_H, s_H, lambda_e, omega_m,
      omega_l;
  double a_M, burden_max, b_W, q_W, V_c, V_n, W_0, chi_x, v_c, u_c, res_0, res_D, res_M, res_H, dng_0, pub_0, H_other, rep_loss;
  double rep_rate, e_crisis, rate_acc, alert_acc, rate_alert, rate_fa, nu_max, W_nu, nu_lim, sal_crisis, g_T, g_M, s_Y, s_obs,
      q_m;
  double m_sd0, chi_A, theta_A, theta_0, theta_D, theta_L, theta_X, x_c, x_sub, x_rate, psi, tau, s_R, R_new, R_b, R_a, succ_0,
      succ_M;
  double alpha_P, beta_P, gamma_P, d_P, kappa_P, fear_V, fear_A, kappa_L, l_aid, l_threat, l_doc, l_int, l_bet, s_L, lam_s,
      l_star, s_l;
  double L_new;
  double lost_control[5];  // eps_1 to eps_5

  explicit Parameters(const Json& j) {
#define READ(name) name = j.at(#name)
    READ(eta), READ(omega_b), READ(omega_3), READ(kappa_B), READ(zeta), READ(B_max), READ(p_na), READ(sal_demo), READ(delta_H);
    READ(h_0), READ(h_D), READ(rho_H), READ(f_H), READ(s_H), READ(lambda_e), READ(omega_m), READ(omega_l), READ(a_M);
    READ(burden_max), READ(b_W), READ(q_W), READ(V_c), READ(V_n), READ(W_0), READ(chi_x), READ(v_c), READ(u_c), READ(res_0);
    READ(res_D), READ(res_M), READ(res_H), READ(dng_0), READ(pub_0), READ(H_other), READ(rep_loss), READ(rep_rate),
        READ(e_crisis);
    READ(rate_acc), READ(alert_acc), READ(rate_alert), READ(rate_fa), READ(nu_max), READ(W_nu), READ(nu_lim), READ(sal_crisis);
    READ(g_T), READ(g_M), READ(s_Y), READ(s_obs), READ(q_m), READ(m_sd0), READ(chi_A), READ(theta_A), READ(theta_0),
        READ(theta_D);
    READ(theta_L), READ(theta_X), READ(x_c), READ(x_sub), READ(x_rate), READ(psi), READ(tau), READ(s_R), READ(R_new), READ(R_b);
    READ(R_a), READ(succ_0), READ(succ_M), READ(alpha_P), READ(beta_P), READ(gamma_P), READ(d_P), READ(kappa_P), READ(fear_V);
    READ(fear_A), READ(kappa_L), READ(l_aid), READ(l_threat), READ(l_doc), READ(l_int), READ(l_bet), READ(s_L), READ(lam_s);
    READ(l_star), READ(s_l), READ(L_new);
#undef READ
    for (int rung = 0; rung < 5; ++rung) lost_control[rung] = j.at("eps_" + std::to_string(rung + 1));
  }
};

struct Case {
  Parameters p;
  int months, adopt, actor, rival, sponsor;
  std::vector<int> principals, superpowers, publics, report_splits, challenger, pole;
  std::vector<Pair> pairs;
  std::vector<Entry> polities;
  Table growth, warheads, surviving, reach, hostility, belief, belief_prior, distrust, distance;
  std::vector<std::vector<std::uint64_t>> dyad_hash;
  Row worst_threat, reported;
  double mean_growth, far_weight;
  std::vector<std::string> systems;
  std::vector<Act> acts;
  NamedActs act;
  Mind revisionist, security_seeker;
  std::vector<Doctrine> doctrines;
  int question_doctrine;
  std::vector<Adoption> adoptions;
  std::vector<Succession> successions;
  std::vector<Demonstration> demonstrations;
  std::vector<Mood> moods;
  std::vector<Flashpoint> flashpoints;
  std::vector<NamedDate> report_fear;

  Case(const Json& j, const std::string& arm) : p(j.at("parameters")), question_doctrine(j.at("arms").at(arm)) {
#define READ(name) j.at(#name).get_to(name)
    READ(months), READ(adopt), READ(actor), READ(rival), READ(sponsor), READ(principals), READ(superpowers), READ(publics);
    READ(report_splits), READ(challenger), READ(pole), READ(pairs), READ(polities), READ(growth), READ(warheads), READ(surviving);
    READ(reach), READ(hostility), READ(belief), READ(belief_prior), READ(distrust), READ(distance), READ(dyad_hash);
    READ(worst_threat), READ(reported), READ(mean_growth), READ(far_weight), READ(systems), READ(acts), READ(revisionist);
    READ(security_seeker), READ(doctrines), READ(adoptions), READ(successions), READ(demonstrations), READ(moods);
    READ(flashpoints), READ(report_fear);
#undef READ
    const Json& named = j.at("act");
    act = {named.at("accommodate"), named.at("trade"), named.at("normal"), named.at("subvert"), named.at("threaten"),
        named.at("force")};
  }
};

}  // namespace straightforward
