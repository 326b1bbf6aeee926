using Ingot.Core.Expressions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Expressions;

/// <summary>What is wrong with an expression is told with its place.</summary>
public class ExpressionTests
{
    private static readonly SchemaColumn[] Columns =
    [
        Column("tenure", ColumnType.Number), Column("monthly_charges", ColumnType.Number), Column("new", ColumnType.Boolean), Column("since", ColumnType.Date),
        Column("plan", ColumnType.String), Column("id", ColumnType.Number, ColumnRole.Ignored),
    ];

    [Theory]
    [InlineData("a +", 4, "the end; expected a column, a number or a function")]
    [InlineData("", 1, "the end; expected a column, a number or a function")]
    [InlineData("a b", 3, "'b'; expected an operator or the end")]
    [InlineData("(a", 3, "the end; expected ')'")]
    [InlineData("a < b < c", 7, "a comparison of a comparison")]
    [InlineData("a + 'x", 5, "a text without its end; expected '")]
    [InlineData("\"a", 1, "a name without its end; expected \"")]
    [InlineData("1.2.3", 1, "'1.2.3'; expected a number such as")]
    [InlineData("1e999", 1, "'1e999'; expected a number")]
    [InlineData("a + and", 5, "'and'; expected a column, a number or a function")]
    [InlineData("min(a, )", 8, "')'; expected a column, a number or a function")]
    [InlineData("a % b", 3, "'%'; expected an operator or the end")]
    public void What_cannot_be_read_is_told(string text, int character, string expected)
    {
        var fault = Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(text));

        Assert.Equal(character, fault.Position + 1);
        Assert.StartsWith(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expression_has_a_bottom()
    {
        Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(new string('(', 100_000)));
        Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(new string('-', 100_000) + "a"));
        Assert.NotNull(ExpressionParser.Parse(string.Concat(Enumerable.Repeat("a + ", 500)) + "a"));
    }

    [Theory]
    [InlineData("tenur + 1", 1, "'tenur', which is no column (did you mean tenure?); expected one of tenure, monthly_charges")]
    [InlineData("1 + id", 5, "'id', which is no input of the model: its role is Ignored")]
    [InlineData("tenure + plan", 10, "a text in '+'; expected a number")]
    [InlineData("new * 2", 1, "a truth value in '*'; expected a number")]
    [InlineData("-since", 2, "a date in '-'; expected a number")]
    [InlineData("since + 1", 1, "a date in '+'; expected a number")]
    [InlineData("since - 1", 1, "a date in '-'; expected a number")]
    [InlineData("logg(tenure)", 1, "'logg', which is no function (did you mean log?); expected one of if, abs")]
    [InlineData("log(tenure, 2)", 1, "'log'; expected 1 part in 'log', found 2")]
    [InlineData("min(tenure)", 1, "'min'; expected two numbers or more in min")]
    [InlineData("if(tenure, 1, 2)", 1, "'if'; expected a condition as the first part of if, found a number")]
    [InlineData("if(new, 1, new)", 1, "'if'; expected two numbers or two conditions as the other parts of if")]
    [InlineData("tenure and new", 1, "a number in 'and'; expected a truth value")]
    [InlineData("tenure = plan", 8, "'=' between a number and a text; expected two values of one kind")]
    [InlineData("plan < 'b'", 6, "'<' between texts; expected = or <>")]
    [InlineData("since < 'soon'", 9, "'soon' beside a date; expected one such as")]
    [InlineData("is_missing('a')", 1, "'is_missing'; expected one column")]
    public void What_does_not_fit_is_told(string text, int character, string expected)
    {
        var fault = Assert.Throws<ExpressionException>(() => ExpressionCheck.TypeOf(ExpressionParser.Parse(text), Columns));

        Assert.Equal(character, fault.Position + 1);
        Assert.StartsWith(expected, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("monthly_charges / (tenure + 1)", ExpressionType.Number)]
    [InlineData("since - since", ExpressionType.Number)]
    [InlineData("NOT new AND tenure >= 2 Or plan = 'it''s'", ExpressionType.Truth)]
    [InlineData("if(is_missing(plan), not new, new)", ExpressionType.Truth)]
    [InlineData("since", ExpressionType.Date)]
    public void An_expression_has_a_type(string text, ExpressionType type) =>
        Assert.Equal(type, ExpressionCheck.TypeOf(ExpressionParser.Parse(text), Columns));

    [Fact]
    public void An_operator_goes_before_another()
    {
        Assert.Equal("(or a (and b (not (= c (+ 1 (* 2 (negate (^ d (negate e)))))))))", Shown(ExpressionParser.Parse("a or b and not c == 1 + 2 * -d ^ -e")));
        Assert.Equal("(- (- a b) (/ (/ c d) e))", Shown(ExpressionParser.Parse("a - b - c / d / e")));
    }

    [Fact]
    public void The_place_is_told_in_words()
    {
        var fault = Assert.Throws<ExpressionException>(() => ExpressionParser.Parse("a + * b"));
        Assert.Equal("at character 5, before '* b': '*'; expected a column, a number or a function", FeatureSpec.Fault("a + * b", fault));
    }

    private static string Shown(Expression expression) => expression switch
    {
        CallExpression call => $"({call.Function} {string.Join(' ', call.Arguments.Select(Shown))})",
        ColumnExpression column => column.Name,
        NumberExpression number => number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new ArgumentException("A text.", nameof(expression)),
    };

    private static SchemaColumn Column(string name, ColumnType type, ColumnRole role = ColumnRole.Feature) => new() { Name = name, Type = type, Role = role };
}
