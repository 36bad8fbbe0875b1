using Fluid;
using Fluid.Ast;

namespace AlturBridge.Receiving.Templates;

/// <summary>
/// Finds names and filters that do not exist, even in branches that no lead takes, and makes every <c>{{ }}</c> write text or nothing:
/// Liquid itself concatenates a list's elements.
/// </summary>
internal sealed class TemplateCheck : AstRewriter
{
    private readonly HashSet<string> names = [.. TemplateModel.Roots];

    /// <exception cref="TemplateException">A name or a filter does not exist.</exception>
    public static IFluidTemplate Of(IFluidTemplate template) => new TemplateCheck().VisitTemplate(template);

    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        if (memberExpression.Segments[0] is IdentifierSegment { Identifier: var name } && !names.Contains(name))
        {
            throw new TemplateException(
                $"{name} is not a value: names begin with {string.Join(", ", TemplateModel.Roots)}, as in item.{name}.");
        }

        foreach (var place in memberExpression.Segments.OfType<IndexerSegment>())
        {
            Visit(place.Expression);
        }

        return memberExpression;
    }

    protected override Expression VisitFilterExpression(FilterExpression filterExpression) =>
        TemplateLanguage.Options.Filters.TryGetValue(filterExpression.Name, out _)
            ? base.VisitFilterExpression(filterExpression)
            : throw new TemplateException($"There is no filter {filterExpression.Name}: docs/templates.md lists the available ones.");

    protected override Expression VisitRangeExpression(RangeExpression rangeExpression) =>
        throw new TemplateException("A range such as (1..9) cannot be used: loop over a list in the payload.");

    protected override Statement VisitAssignStatement(AssignStatement assignStatement)
    {
        var assigned = base.VisitAssignStatement(assignStatement);
        names.Add(assignStatement.Identifier);
        return assigned;
    }

    protected override Statement VisitForStatement(ForStatement forStatement)
    {
        names.UnionWith([forStatement.Identifier, "forloop"]);
        return base.VisitForStatement(forStatement);
    }

    protected override Statement VisitOutputStatement(OutputStatement outputStatement) =>
        new OutputStatement(new FilterExpression(Visit(outputStatement.Expression), TemplateLanguage.Output, []));
}
