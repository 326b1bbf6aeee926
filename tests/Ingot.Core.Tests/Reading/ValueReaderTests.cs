using System.Globalization;
using Ingot.Core.Reading;

namespace Ingot.Core.Tests.Reading;

public class ValueReaderTests
{
    private static readonly ValueReader Plain = Reader();

    [Theory]
    [InlineData("5", 5)]
    [InlineData(" -1.5e3\t", -1500)]
    [InlineData("+.5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("1E-2", 0.01)]
    [InlineData("007", 7)]
    [InlineData("9007199254740993", 9007199254740992)]
    [InlineData("0.1", 0.1)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("1e400", double.PositiveInfinity)]
    public void Plain_numbers(string text, double expected) => Assert.Equal(expected, Plain.Number(text));

    [Theory]
    [InlineData("1_000")]
    [InlineData("1,5")]
    [InlineData("1 000")]
    [InlineData("0x10")]
    [InlineData("12O.5")]
    [InlineData("1e")]
    [InlineData("e5")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("")]
    [InlineData("nan")]
    [InlineData("1.5.2")]
    [InlineData("١")]
    [InlineData("(5)")]
    [InlineData("$5")]
    public void No_numbers(string text) => Assert.Null(Plain.Number(text));

    [Theory]
    [InlineData("1.234,50", ',', '.', null, 1234.5)]
    [InlineData("1234,5", ',', '.', null, 1234.5)]
    [InlineData("1,234,567", '.', ',', null, 1234567)]
    [InlineData("-$1,234.50", '.', ',', "$", -1234.5)]
    [InlineData("$ -3", '.', ',', "$", -3)]
    [InlineData("12.5 %", '.', null, "%", 12.5)]
    [InlineData("EUR 3", '.', null, "EUR", 3)]
    [InlineData("3 EUR", '.', null, "EUR", 3)]
    [InlineData("1 234,5", ',', ' ', null, 1234.5)]
    [InlineData("1'234.5", '.', '\'', null, 1234.5)]
    public void Numbers_as_people_write_them(string text, char separator, char? thousands, string? unit, double expected) =>
        Assert.Equal(expected, new ValueReader([], true, separator, thousands, unit, null, 0).Number(text));

    [Theory]
    [InlineData("1,23,456")]
    [InlineData("12,34")]
    [InlineData(",123")]
    [InlineData("1,,234")]
    [InlineData("1,234,")]
    [InlineData("1234,567")]
    public void Groups_of_other_than_three_digits_are_no_numbers(string text) =>
        Assert.Null(new ValueReader([], true, '.', ',', null, null, 0).Number(text));

    // Microseconds by Python: int(datetime.fromisoformat(text).timestamp() * 1e6), naive times as UTC.
    [Theory]
    [InlineData("2012-07-04", 1341360000000000)]
    [InlineData("2012-07-04 23:30", 1341444600000000)]
    [InlineData("2012-07-04T23:30:00Z", 1341444600000000)]
    [InlineData("2012-07-04 23:30:00+02", 1341437400000000)]
    [InlineData("2012-07-04 23:30:00 +02:00", 1341437400000000)]
    [InlineData("2012-07-04T23:30:00.125-0530", 1341464400125000)]
    [InlineData("2012-07-04 24:00:00", 1341446400000000)]
    [InlineData("1969-12-31T23:59:59.9999999Z", -1)]
    [InlineData("0001-01-01", -62135596800000000)]
    [InlineData("2016-02-29", 1456704000000000)]
    public void Dates_in_ISO_8601(string text, long microseconds) => Assert.Equal(microseconds, Plain.Date(text));

    [Theory]
    [InlineData("27/04/11")]
    [InlineData("1-2-3")]
    [InlineData("2012-7-4")]
    [InlineData("0000-00-00")]
    [InlineData("2012-13-01")]
    [InlineData("2015-02-29")]
    [InlineData("2012-07-04 24:00:01")]
    [InlineData("2012-07-04 25:00")]
    [InlineData("2012-07-04 10")]
    [InlineData("2012-07-04 10:61")]
    [InlineData("2012-07-04 10:00:60")]
    [InlineData("2012-07-04 10:00:00.")]
    [InlineData("2012-07-04 10:00 CEST")]
    [InlineData("2012-07-04 10:00+2")]
    [InlineData("2012-07-04x")]
    [InlineData("20120704")]
    [InlineData("12:30")]
    public void No_dates(string text) => Assert.Null(Plain.Date(text));

    [Theory]
    [InlineData("dd/MM/yyyy", "27/04/2011", "2011-04-27")]
    [InlineData("MM/dd/yyyy", "04/27/2011", "2011-04-27")]
    [InlineData("dd/MM/yy", "27/04/49", "2049-04-27")]
    [InlineData("dd/MM/yy", "27/04/50", "1950-04-27")]
    [InlineData("d.M.yyyy H:mm", "7.4.2011 9:05", "2011-04-07 09:05")]
    [InlineData("yyyyMMdd", "20110427", "2011-04-27")]
    [InlineData("d MMM yyyy", "7 Apr 2011", "2011-04-07")]
    [InlineData("yyyy-MM-dd HH:mm zzz", "2011-04-27 10:00 +02:00", "2011-04-27 08:00")]
    public void Dates_in_a_format(string format, string text, string expected) =>
        Assert.Equal(Plain.Date(expected), new ValueReader([], true, '.', null, null, format, 0).Date(text));

    [Theory]
    [InlineData("dd/MM/yyyy", "04/27/2011")]
    [InlineData("dd/MM/yyyy", "7/4/2011")]
    [InlineData("dd/MM/yyyy", "2011-04-27")]
    public void A_format_takes_nothing_else(string format, string text) =>
        Assert.Null(new ValueReader([], true, '.', null, null, format, 0).Date(text));

    [Fact]
    public void Times_without_a_zone_are_of_the_zone_that_is_said_and_others_of_their_own()
    {
        var ahead = new ValueReader([], true, '.', null, null, null, 120);
        Assert.Equal(Plain.Date("2012-07-04 08:00"), ahead.Date("2012-07-04 10:00"));
        Assert.Equal(Plain.Date("2012-07-03 22:00"), ahead.Date("2012-07-04"));
        Assert.Equal(Plain.Date("2012-07-04 10:00"), ahead.Date("2012-07-04 10:00Z"));
        Assert.Equal(Plain.Date("2012-07-04 08:00"), new ValueReader([], true, '.', null, null, "yyyyMMddHHmm", 120).Date("201207041000"));
    }

    [Theory]
    [InlineData("dd/MM/yyyy", true)]
    [InlineData("MMM-yy", true)]
    [InlineData("yyyy", true)]
    [InlineData("HH:mm", false)]
    [InlineData("dd/MM", false)]
    [InlineData("d", false)]
    [InlineData("o", false)]
    [InlineData("yyyy dd", false)]
    [InlineData("", false)]
    [InlineData("dd/MM/yyyy '", false)]
    public void Formats_that_can_be_used(string format, bool expected) => Assert.Equal(expected, ValueReader.CanRead(format));

    [Theory]
    [InlineData("True", true)]
    [InlineData(" y ", true)]
    [InlineData("1", true)]
    [InlineData("NO", false)]
    [InlineData("f", false)]
    [InlineData("0", false)]
    public void Truth_values(string text, bool expected) => Assert.Equal(expected, ValueReader.Boolean(text));

    [Theory]
    [InlineData("on")]
    [InlineData("1.0")]
    [InlineData("ja")]
    public void No_truth_values(string text) => Assert.Null(ValueReader.Boolean(text));

    [Theory]
    [InlineData(" Private\u00A0", "Private")]
    [InlineData("a b", "a b")]
    [InlineData("", null)]
    [InlineData(" \t\r\n", null)]
    [InlineData(" NA ", null)]
    [InlineData("na", "na")]
    public void Texts(string text, string? expected) => Assert.Equal(expected, Reader("NA").Text(text));

    [Fact]
    public void Numbers_that_mean_a_missing_value()
    {
        var reader = Reader("-999", "?", "1e9");
        Assert.Equal([-999, 1e9], reader.MissingNumbers.Order());
        Assert.Equal([double.NaN, 5, double.NaN], new[] { -999, 5, 1000000000d }.Select(reader.Number));
    }

    /// <summary>Cultures of the machine have no part in it.</summary>
    [Fact]
    public void Whatever_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            other.NumberFormat.NumberDecimalSeparator = ",";
            other.DateTimeFormat.DateSeparator = ".";
            other.DateTimeFormat.Calendar = new GregorianCalendar { TwoDigitYearMax = 1999 };
            CultureInfo.CurrentCulture = other;
            Assert.Equal(1.5, Plain.Number("1.5"));
            Assert.Equal(1303862400000000, new ValueReader([], true, '.', null, null, "dd/MM/yyyy", 0).Date("27/04/2011"));
            Assert.Equal(1303862400000000, new ValueReader([], true, '.', null, null, "dd/MM/yy", 0).Date("27/04/11"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static ValueReader Reader(params string[] missing) => new(missing, true, '.', null, null, null, 0);
}
