// A rule for oxlint: in pure packages nothing may ask the machine for the time or for chance, in whatever spelling.

const isNamed = (node, name) => node?.type === "Identifier" && node.name === name;

const isMember = (node, object, property) =>
  node?.type === "MemberExpression" &&
  isNamed(node.object, object) &&
  (node.computed ? node.property?.value === property : node.property?.name === property);

const noClock = {
  create(context) {
    const time = "Time is an argument here: take `now` from the caller.";
    const chance = "Chance is an argument here: take the id or the number from the caller.";
    return {
      NewExpression(node) {
        if (isNamed(node.callee, "Date") && node.arguments.length === 0)
          context.report({ node, message: time });
      },
      CallExpression(node) {
        if (isNamed(node.callee, "Date")) context.report({ node, message: time });
      },
      MemberExpression(node) {
        if (isMember(node, "Date", "now") || isNamed(node.object, "performance")) {
          context.report({ node, message: time });
        }
        if (isMember(node, "Math", "random") || isNamed(node.object, "crypto")) {
          context.report({ node, message: chance });
        }
      },
    };
  },
};

export default { meta: { name: "muster" }, rules: { "no-clock-or-chance": noClock } };
